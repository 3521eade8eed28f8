namespace TrustFramework.MockServer.DirectoryObjects;

/// <summary>An application on the wire: the properties by which tools find and name one.</summary>
internal sealed record ApplicationResource
{
    /// <summary>The object's id, which is not the client id.</summary>
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
