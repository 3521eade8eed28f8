using System.Buffers;

namespace TrustFramework.Tenants.Applications;

/// <summary>What the directory checks before it stores an application.</summary>
public static class ApplicationRules
{
    /// <summary>[D]</summary>
    private const int MaxRedirectUris = 256;

    /// <summary>Of every other list. [I]</summary>
    private const int MaxListLength = 100;

    private const int MaxTextLength = 256;
    private const int MaxUriLength = 2048;

    private const string UriExpected = "Write absolute URIs without a fragment.";
    private const string WebAddressExpected = "Write absolute URIs with http or https, without a fragment.";

    private static readonly string[] SignInAudiences = ["AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"];

    private static readonly SearchValues<char> AppIdCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");

    /// <summary>The first violation; null for none.</summary>
    public static Refusal? Check(Application application) => CheckTexts(application) ?? CheckLists(application) ?? CheckUris(application) ?? CheckPermissions(application);

    private static Refusal? CheckTexts(Application application) => application switch
    {
        { DisplayName: "" } => new Refusal.ValueMissing("displayName"),
        { DisplayName.Length: > MaxTextLength } => Invalid("displayName", $"Write at most {MaxTextLength} characters."),
        { AppId: "" } => new Refusal.ValueMissing("appId"),
        { AppId: var id } when id.Length > 128 || id.AsSpan().ContainsAnyExcept(AppIdCharacters) => Invalid("appId", "Write a GUID, or at most 128 letters, digits and - _ . ~."),
        { SignInAudience: var audience } when !SignInAudiences.Contains(audience, StringComparer.Ordinal) => Invalid("signInAudience", $"Write one of {string.Join(", ", SignInAudiences)}."),
        { RequestedAccessTokenVersion: not (null or 1 or 2) } => Invalid("api.requestedAccessTokenVersion", "Write 1, 2 or null."),
        _ => null,
    };

    private static Refusal.ValueInvalid? CheckLists(Application application) => application switch
    {
        { RedirectUris.Length: > MaxRedirectUris } => Invalid("redirectUris", $"Write at most {MaxRedirectUris} redirect URIs."),
        { IdentifierUris.Length: > MaxListLength } => Invalid("identifierUris", $"Write at most {MaxListLength} values."),
        { Scopes.Length: > MaxListLength } => Invalid("api.oauth2PermissionScopes", $"Write at most {MaxListLength} scopes."),
        { AppRoles.Length: > MaxListLength } => Invalid("appRoles", $"Write at most {MaxListLength} roles."),
        { Secrets.Length: > MaxListLength } => Invalid("passwordCredentials", $"Write at most {MaxListLength} secrets."),
        _ => null,
    };

    private static Refusal.ValueInvalid? CheckUris(Application application)
    {
        if (application.RedirectUris.FirstOrDefault(registered => !(registered.Type == RedirectUriType.PublicClient ? IsUri(registered.Address) : IsWebAddress(registered.Address))) is { } invalid)
            return Invalid($"{GetMember(invalid.Type)}.redirectUris", invalid.Type == RedirectUriType.PublicClient ? UriExpected : WebAddressExpected);
        if (application.RedirectUris.GroupBy(registered => registered.Address, StringComparer.Ordinal).Any(group => group.Skip(1).Any()))
            return Invalid("redirectUris", "Write each redirect URI once, under one of web, spa and publicClient.");
        if (application.LogoutAddress is { } logoutUrl && !IsWebAddress(logoutUrl))
            return Invalid("web.logoutUrl", WebAddressExpected);
        if (application.HomePage is { } homePage && !IsWebAddress(homePage))
            return Invalid("web.homePageUrl", WebAddressExpected);
        return application.IdentifierUris.Any(uri => uri.Length is 0 or > MaxTextLength || uri.Any(char.IsControl) || uri.Contains(' ', StringComparison.Ordinal))
            || application.IdentifierUris.Distinct(StringComparer.OrdinalIgnoreCase).Count() < application.IdentifierUris.Length
            ? Invalid("identifierUris", $"Write different URIs of at most {MaxTextLength} characters.")
            : null;
    }

    private static Refusal.ValueInvalid? CheckPermissions(Application application)
    {
        if (!AreNames(application.Scopes.Select(scope => scope.Value)) || application.Scopes.DistinctBy(scope => scope.Id).Count() < application.Scopes.Length)
            return Invalid("api.oauth2PermissionScopes", "Write scopes with different ids and different values without blanks.");
        return AreNames(application.AppRoles.Select(role => role.Value).OfType<string>()) && application.AppRoles.DistinctBy(role => role.Id).Count() == application.AppRoles.Length
            ? null
            : Invalid("appRoles", "Write roles with different ids and different values without blanks.");
    }

    private static bool AreNames(IEnumerable<string> values)
    {
        string[] names = [.. values];
        return names.All(name => name.Length is > 0 and <= MaxTextLength && !name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            && names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length;
    }

    private static bool IsWebAddress(string text) => IsUri(text) && new Uri(text).Scheme is "http" or "https";

    /// <summary>Browsers execute the contents of some schemes instead of opening an application.</summary>
    private static bool IsUri(string text) =>
        text.Length <= MaxUriLength && !text.Contains('#', StringComparison.Ordinal) && !text.Any(char.IsControl) && !text.StartsWith('/')
        && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is not ("javascript" or "data" or "vbscript");

    private static string GetMember(RedirectUriType type) => type switch
    {
        RedirectUriType.Web => "web",
        RedirectUriType.Spa => "spa",
        _ => "publicClient",
    };

    private static Refusal.ValueInvalid Invalid(string path, string expected) => new(path, expected, DirectoryObjectType.Application);
}
