namespace TrustFramework.MockServer.Login.Grants;

/// <summary>The result of a grant. The response leaves out members that are null.</summary>
internal sealed record TokenResponse(string AccessToken, string Audience, string Permissions)
{
    public string? Scope { get; init; }

    public string? RefreshToken { get; init; }

    public string? IdToken { get; init; }

    /// <summary>The account, for MSAL's cache: conventions 5.2 [E].</summary>
    public string? ClientInfo { get; init; }
}
