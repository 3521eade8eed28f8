namespace TrustFramework.MockServer.DirectoryObjects.Applications;

/// <summary>The parameters of <c>addPassword</c>.</summary>
internal sealed record AddPasswordRequest
{
    public SecretRequest? PasswordCredential { get; init; }
}

/// <summary>The parameters of <c>removePassword</c>.</summary>
internal sealed record RemovePasswordRequest
{
    public Guid? KeyId { get; init; }
}

/// <summary>The body of a request about an application in the OpenAPI document.</summary>
internal sealed record ApplicationSchema
{
    public string? DisplayName { get; init; }

    public string? SignInAudience { get; init; }

    public IReadOnlyList<string>? IdentifierUris { get; init; }

    public bool? IsFallbackPublicClient { get; init; }

    public ApiResource? Api { get; init; }

    public IReadOnlyList<AppRoleResource>? AppRoles { get; init; }

    public RedirectUrisResource? PublicClient { get; init; }

    public RedirectUrisResource? Spa { get; init; }

    public WebResource? Web { get; init; }
}
