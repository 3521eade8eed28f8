using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace TrustFramework.MockServer.Control.Journal.Masking;

/// <summary>Masks query strings, fragments and forms. Only values that are known to be harmless are visible.</summary>
internal static partial class QueryMask
{
    /// <summary>Excludes <c>state</c>, which can contain anything, and <c>code_challenge</c>, which can be the verifier itself.</summary>
    private static readonly FrozenSet<string> SafeParameters = FrozenSet.ToFrozenSet(
        [
            "$select", "$expand", "$filter", "$orderby", "$top", "$skip", "$count", "$search", "$format", "$skiptoken", "select", "expand", "filter", "orderby", "top",
            "skip", "count", "format", "skiptoken", "api-version", "client_id", "client_assertion_type", "client-request-id", "client_info", "code_challenge_method",
            "decision", "domain_hint", "error", "error_codes", "error_description", "error_subcode", "grant_type", "haschrome", "login_hint", "max_age",
            "other_user", "permission", "prompt", "requested_token_use", "resource", "response_mode", "response_type", "return-client-request-id", "scope",
            "p", "ui_locales", "user", "user_code", "username",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Parameters whose value is a URL, which is masked in turn.</summary>
    private static readonly FrozenSet<string> UrlParameters = FrozenSet.ToFrozenSet(
        ["redirect_uri", "post_logout_redirect_uri", "authorization_endpoint"], StringComparer.OrdinalIgnoreCase);

    /// <param name="query">Without the question mark.</param>
    public static string Apply(string query) => query.Length == 0 ? "" : string.Join('&', query.Split('&').Select(MaskPair));

    public static string Apply(IFormCollection form) =>
        string.Join('&', form.SelectMany(field => field.Value.Select(value => MaskPair(field.Key, value ?? "", raw: null))));

    private static string MaskPair(string pair)
    {
        var (name, value) = pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (pair[..at], pair[(at + 1)..]) : (pair, "");
        return MaskPair(Decode(name), Decode(value), pair);
    }

    /// <param name="raw">The original text of the pair; null to encode the pair again.</param>
    private static string MaskPair(string name, string value, string? raw)
    {
        if (SafeParameters.Contains(name) || name.StartsWith("x-client-", StringComparison.OrdinalIgnoreCase))
            return TextMask.Apply(raw ?? $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
        if (UrlParameters.Contains(name))
            return $"{name}={Uri.EscapeDataString(UrlMask.Apply(value))}";
        // Part of a secret in base64 looks like a name with an empty value. The name is visible only if it cannot be such a part.
        return Name().IsMatch(name) && value.Trim('=').Length > 0 ? $"{name}={TextMask.Placeholder}" : TextMask.Placeholder;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    [GeneratedRegex(@"^[$A-Za-z][A-Za-z0-9_.-]{0,39}\z", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Name();
}

/// <summary>Masks URLs. The part before the query is visible, except for credentials.</summary>
internal static partial class UrlMask
{
    public static string Apply(string url)
    {
        var end = url.IndexOfAny(['?', '#']);
        var address = UserInfo().Replace(TextMask.Apply(end < 0 ? url : url[..end]), $"://{TextMask.Placeholder}@");
        if (end < 0)
            return address;
        var parts = url[(end + 1)..].Split('#', 2);
        return $"{address}{url[end]}{QueryMask.Apply(parts[0])}{(parts.Length == 2 ? $"#{QueryMask.Apply(parts[1])}" : "")}";
    }

    [GeneratedRegex(@"://[^/@]*@", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex UserInfo();
}
