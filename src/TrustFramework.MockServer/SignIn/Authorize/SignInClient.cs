using TrustFramework.MockServer.Login.Pages;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Applications;

namespace TrustFramework.MockServer.SignIn.Authorize;

/// <summary>An application that signs users in.</summary>
/// <param name="Registration">Null for an application that the tenant accepts without a registration.</param>
/// <param name="IsStrict">Whether applications, redirect URIs and APIs must be registered.</param>
internal sealed record SignInClient(string Id, Application? Registration, bool IsStrict)
{
    public string Name => Registration?.DisplayName ?? Id;

    /// <summary>Checks the redirect URI of an authorization request.</summary>
    /// <param name="requested">Empty if the request has none.</param>
    /// <returns>The address, and its type: null without a registration.</returns>
    public Result<(Uri Address, RedirectUriType? Type), PolicyError> FindRedirectUri(string requested)
    {
        if (IsStrict && Registration is { RedirectUris.IsEmpty: true })
            return PolicyErrorCatalog.NoRedirect.With(Id);
        // With one registered address, the request need not name it: RFC 6749 3.1.2.3. [I]
        var text = requested.Length == 0 && Registration is { RedirectUris: [var only] } ? only.Address : requested;
        if (text.Length > 0 && RedirectAddress.Parse(text) is not { Fragment.Length: 0 })
            return PolicyErrorCatalog.RedirectInvalid.With(text);
        var type = Registration?.FindRedirectUriType(text);
        return text.Length == 0 || (IsStrict && type is null)
            ? PolicyErrorCatalog.RedirectUnknown.With(text, Id) with { Hint = $"The registered redirect URIs of the application are: {string.Join(", ", Registration?.RedirectUris.Select(uri => uri.Address) ?? [])}. The comparison is exact." }
            : (new Uri(text), type);
    }
}
