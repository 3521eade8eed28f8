namespace TrustFramework.MockServer.Login.Grants;

/// <summary>The endpoint versions: <c>/oauth2/v2.0/…</c> takes scopes, <c>/oauth2/…</c> takes a resource.</summary>
internal enum LoginVersion
{
    V1,
    V2,
}
