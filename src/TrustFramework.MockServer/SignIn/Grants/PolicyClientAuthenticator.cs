using System.Net.Http.Headers;
using System.Text;
using TrustFramework.MockServer.SignIn.Authorize;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.Tenants.Applications;

namespace TrustFramework.MockServer.SignIn.Grants;

/// <summary>Checks the secret of a client. An application without a registration may send any secret, or none; so may one without secrets as long as registrations are not required.</summary>
internal static class PolicyClientAuthenticator
{
    /// <summary>Client id and secret of a request: in the form, or as HTTP Basic. The id is empty if there is none.</summary>
    public static (string Id, string? Secret) Read(HttpRequest request, IFormCollection form)
    {
        var (id, secret) = (form["client_id"].ToString(), form.ContainsKey("client_secret") ? form["client_secret"].ToString() : null);
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) || Decode(header.Parameter) is not { } basic)
            return (id, secret);
        var colon = basic.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (id, secret) : (Unescape(basic[..colon]), Unescape(basic[(colon + 1)..]));
    }

    /// <summary>Null if the client authenticated as its registration requires.</summary>
    /// <param name="isConfidential">Whether a registered client must send a secret.</param>
    public static PolicyError? Check(PolicyTokenRequest request, bool isConfidential) => (request.Client, request.Secret) switch
    {
        ({ Registration: null } or { IsStrict: false, Registration.Secrets.IsEmpty: true }, _) => null,
        (_, null) => isConfidential ? PolicyErrorCatalog.SecretMissing.With() : null,
        (_, _) when !isConfidential => PolicyErrorCatalog.SecretForbidden.With() with { Hint = "The redirect URI has the type spa or publicClient. Register it as web if the client has a secret." },
        ({ Registration: { } registration }, { } secret) => registration.VerifySecret(secret, request.Tenant.Now) ? null : PolicyErrorCatalog.SecretWrong.With(),
    };

    /// <summary>Redirect URIs of type web belong to clients with a secret. Without a registered redirect URI, the secrets of the client decide.</summary>
    /// <param name="type">Of the redirect URI; null if it is not registered.</param>
    public static bool IsConfidential(SignInClient client, RedirectUriType? type) => type is RedirectUriType.Web || (type is null && client.Registration is { Secrets.IsEmpty: false });

    private static string? Decode(string? base64)
    {
        Span<byte> bytes = new byte[base64?.Length ?? 0];
        return base64 is not null && Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes[..length]) : null;
    }

    /// <summary>RFC 6749 2.3.1: both are form-encoded.</summary>
    private static string Unescape(string text) => System.Net.WebUtility.UrlDecode(text);
}
