using System.Globalization;
using TrustFramework.MockServer.SignIn.Errors;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants.Applications;

namespace TrustFramework.MockServer.SignIn.Authorize;

/// <summary>A validated authorization request: runtime 3.</summary>
/// <param name="RedirectType">Null without a registration.</param>
/// <param name="CodeChallenge">The PKCE challenge; null if the client does not use PKCE.</param>
/// <param name="Prompt">Empty, <c>none</c>, <c>login</c>, <c>consent</c> or <c>select_account</c>.</param>
internal sealed record PolicyAuthorizeRequest(SignInClient Client, RedirectUriType? RedirectType, ResponseTypes Types, PolicyScope Scope, string? CodeChallenge, bool IsPlainChallenge, string Prompt, TimeSpan? MaxAge)
{
    private const int MinChallengeLength = 43;
    private const int MaxChallengeLength = 128;

    private static readonly string[] Prompts = ["", "none", "login", "consent", "select_account"];

    /// <param name="parameter">A parameter of the request; empty if it was not sent.</param>
    public static async ValueTask<Result<PolicyAuthorizeRequest, PolicyError>> ReadAsync(
        Func<string, string> parameter, SignInTenant tenant, SignInClient client, RedirectUriType? redirectType, ResponseTypes? types)
    {
        if (types is null)
            return PolicyErrorCatalog.ResponseType.With(parameter("response_type"));
        var (challenge, method, prompt, maxAge) = (parameter("code_challenge"), parameter("code_challenge_method"), parameter("prompt"), parameter("max_age"));
        if (!(await PolicyScope.ParseAsync(parameter("scope"), client.Id, tenant.Tenant.Applications, client.IsStrict)).TryGetValue(out var scope, out var error))
            return error;
        return 0 switch
        {
            _ when FindScopeError(types, scope) is { } wrongScope => wrongScope,
            _ when client is { IsStrict: true, Registration: { } registration } && IsForbidden(types, registration) => PolicyErrorCatalog.ImplicitForbidden.With() with
            {
                Hint = "Set web.implicitGrantSettings.enableIdTokenIssuance or enableAccessTokenIssuance of the application.",
            },
            _ when method is not ("" or "plain" or "S256") => PolicyErrorCatalog.ChallengeMethod.With(),
            _ when challenge.Length > 0 && challenge.Length is < MinChallengeLength or > MaxChallengeLength => PolicyErrorCatalog.VerifierInvalid.With() with { Hint = "code_challenge has 43 to 128 characters." },
            _ when redirectType is RedirectUriType.Spa && types.Code && challenge.Length == 0 => PolicyErrorCatalog.ChallengeMissing.With(),
            _ when !Prompts.Contains(prompt, StringComparer.Ordinal) => PolicyErrorCatalog.PromptInvalid.With(),
            _ when maxAge.Length > 0 && !int.TryParse(maxAge, NumberStyles.None, CultureInfo.InvariantCulture, out _) => PolicyErrorCatalog.MaxAgeInvalid.With(maxAge, 0, int.MaxValue),
            _ => new PolicyAuthorizeRequest(
                client, redirectType, types, scope, challenge.Length > 0 ? challenge : null, method != "S256", prompt,
                maxAge.Length > 0 ? TimeSpan.FromSeconds(int.Parse(maxAge, CultureInfo.InvariantCulture)) : null),
        };
    }

    private static PolicyError? FindScopeError(ResponseTypes types, PolicyScope scope) => 0 switch
    {
        _ when types.IdToken && !scope.HasOpenId => PolicyErrorCatalog.OpenIdMissing.With(),
        _ when types.Token && scope.Resource is null => PolicyErrorCatalog.ScopeWithoutResource.With(scope.Text),
        _ when types.Code && !scope.HasOpenId && scope.Resource is null => PolicyErrorCatalog.CodeScope.With(),
        _ => null,
    };

    private static bool IsForbidden(ResponseTypes types, Application application) =>
        (types.IdToken && !application.EnableIdTokenIssuance) || (types.Token && !application.EnableAccessTokenIssuance);
}

/// <summary>What <c>response_type</c> asks for.</summary>
internal sealed record ResponseTypes(bool Code, bool IdToken, bool Token)
{
    private static readonly string[] Known = ["code", "id_token", "token"];

    /// <summary>The response mode of a request that names none: runtime 3 [D].</summary>
    public string DefaultMode => IdToken || Token ? "fragment" : "query";

    /// <summary>Null if a type is unknown or repeated, or if there is none.</summary>
    public static ResponseTypes? Parse(string text)
    {
        string[] types = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool Has(string type) => types.Contains(type, StringComparer.Ordinal);
        return types.Length > 0 && types.Distinct(StringComparer.Ordinal).Count() == types.Length && types.All(type => Known.Contains(type, StringComparer.Ordinal))
            ? new ResponseTypes(Has("code"), Has("id_token"), Has("token"))
            : null;
    }

    /// <summary>Tokens never go into a query, which servers log. [I]</summary>
    public bool Supports(string mode) => mode is "fragment" or "form_post" || (mode == "query" && !IdToken && !Token);
}
