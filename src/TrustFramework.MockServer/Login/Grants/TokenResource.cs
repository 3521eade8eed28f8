namespace TrustFramework.MockServer.Login.Grants;

/// <summary>The token response of the version 2.0 endpoint: conventions 5.2 [D].</summary>
internal sealed record TokenResource
{
    public string TokenType { get; } = "Bearer";

    public string? Scope { get; init; }

    public required int ExpiresIn { get; init; }

    public required int ExtExpiresIn { get; init; }

    public required string AccessToken { get; init; }

    public string? RefreshToken { get; init; }

    public string? IdToken { get; init; }

    public string? ClientInfo { get; init; }
}

/// <summary>The token response of the version 1.0 endpoint, whose numbers are strings. [I]</summary>
internal sealed record TokenV1Resource
{
    public string TokenType { get; } = "Bearer";

    public string? Scope { get; init; }

    public required string ExpiresIn { get; init; }

    public required string ExtExpiresIn { get; init; }

    public required string ExpiresOn { get; init; }

    public required string NotBefore { get; init; }

    public required string Resource { get; init; }

    public required string AccessToken { get; init; }

    public string? RefreshToken { get; init; }

    public string? IdToken { get; init; }
}

/// <summary>The account, by which MSAL keys its cache: conventions 5.2 [E].</summary>
internal sealed record ClientInfoResource
{
    public required string Uid { get; init; }

    public required string Utid { get; init; }
}
