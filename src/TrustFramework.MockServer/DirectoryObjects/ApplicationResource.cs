namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>The JSON of an application, limited to the properties that tools use.</summary>
internal sealed record ApplicationResource
{
    /// <summary>The object id, which differs from the client id.</summary>
    public required string Id { get; init; }

    /// <summary>The client id.</summary>
    public required string AppId { get; init; }

    public required string DisplayName { get; init; }

    public IReadOnlyList<string> IdentifierUris { get; init; } = [];

    public bool? IsFallbackPublicClient { get; init; }

    /// <summary>The tenant's domain.</summary>
    public required string PublisherDomain { get; init; }

    public string SignInAudience { get; init; } = "AzureADMyOrg";

    public static ApplicationResource From(TenantApplication application, string domain) => new()
    {
        Id = application.Id,
        AppId = application.AppId,
        DisplayName = application.DisplayName,
        IsFallbackPublicClient = application.IsPublicClient,
        PublisherDomain = domain,
    };
}
