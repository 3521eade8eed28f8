using TrustFramework.MockServer.SignIn.OpenApi;

namespace TrustFramework.MockServer.SignIn.Grants;

/// <summary>The form fields of a token request in the OpenAPI document: runtime 4.1 [D]. Each grant reads some of them.</summary>
internal static class PolicyTokenFields
{
    public static readonly IReadOnlyList<SignInParameter> All =
    [
        new("grant_type", "The grant.") { IsRequired = true, Values = ["authorization_code", "refresh_token", "password", "client_credentials"] },
        new("client_id", "The client id, unless the header `Authorization` contains it."),
        new("client_secret", "The secret of a confidential client, unless the header `Authorization` contains it. The grant `password` does not check it."),
        new("scope", "As in the authorization request. The grant `client_credentials` requires the application id URI of an API, followed by `/.default`."),
        new("code", "`authorization_code`: the code."),
        new("redirect_uri", "`authorization_code`: the redirect URI of the authorization request."),
        new("code_verifier", "`authorization_code`: the PKCE verifier, if the authorization request had a challenge."),
        new("refresh_token", "`refresh_token`: the refresh token."),
        new("username", "`password`: a sign-in name."),
        new("password", "`password`: the password."),
    ];
}
