using System.Buffers;
using System.Text.RegularExpressions;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>What a value is for. It decides which notations of placeholders the value can contain by accident.</summary>
internal enum ValueKind
{
    /// <summary>An id, an address or a number.</summary>
    Setting,

    /// <summary>The id of an application, a tenant or another resource, which is a GUID in most policies.</summary>
    ResourceId,

    /// <summary>Text that users read.</summary>
    Text,

    /// <summary>A regular expression or a template of a claims transformation.</summary>
    Pattern,
}

/// <summary>Finds placeholders of templates, in the notations of the usual deployment tools and of published samples.</summary>
internal static partial class Placeholder
{
    // A longer value is a text, a list or a program. The limit also bounds the time of the patterns.
    private const int MaxLength = 2000;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    // {Settings:Name} of the VS Code extension, #{Name}# and ${Name} of pipeline tasks, {{Name}} of template engines, __Name__.
    private const string Tokens =
        @"\{Settings:[^{}]+\}|#\{[a-z_][\w.:-]*\}#|\$\{[a-z_][\w.:-]*\}|\{\{\s*[a-z_][\w.-]*\s*\}\}|__[a-z][a-z0-9]*([_.-][a-z0-9]+)*__(?!_)";

    // [your function], <insert the client ID>, {insert your privacy statement URL}
    private const string Instructions = @"\[" + Instruction + @"[^\[\]]*\]|<" + Instruction + @"[^<>]*>|\{" + Instruction + @"[^{}]*\}";
    private const string Instruction = "(your|insert|replace|specify|(enter|add|put)[ _-](your|the))[ _-]?[a-z]";

    // @Name@, %Name%, $(Name). A value that is percent-encoded contains no '%' before anything but two hexadecimal digits.
    private const string Variables = @"(?<![\w.@+-])@[a-z][\w.-]*@(?![\w.-])|(?<![0-9])%[a-z_]\w+%(?![0-9a-f]{2})|\$\([a-z_][\w.-]*\)";

    // yourtenant, your-app, YOUR_FUNCTION: "your" with a separator or with the usual nouns, so that it is not the name of a company.
    private const string Names =
        @"(?<![a-z])(your([_-][a-z0-9][\w-]*|" + Nouns + @"+([_-][\w-]*)?(?![a-z0-9]))|tenant[_-]name)(\.onmicrosoft\.com|\.b2clogin\.com)?";

    private const string Nouns =
        "(tenant|domain|company|organi[sz]ation|app|application|api|function|web|site|storage|blob|container|account|server|host|url|uri|path|endpoint|"
        + "client|object|resource|secret|key|value|policy|prefix|name|guid|id|b2c|idp|issuer|identity|certificate|cert|service|environment|insights|instrumentation|rest|cdn|here)";

    // [applicationId], <client-id> and {host} in an address or as the whole value
    private const string Brackets = @"(?=[\[<])(?<=://[^\s\[<]*)(\[[a-z][\w .-]*\]|<[a-z][\w .-]*>)|^(\[[a-z][\w .-]*\]|<[a-z][\w .-]*>)$";

    // -- deployed app location url --, Insert the object ID here, xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx
    private const string WholeValues = @"^--+\s*\w[^\r\n]*?\s*--+$|^(insert|enter|replace|specify|add|put|todo)\b[^\r\n]*\b(here|with|your)\b[^\r\n]*$|^x{3,}$|^x{8}(-x{4}){3}-x{12}$";

    // ProxyIdentityExperienceFrameworkAppId, facebook_clientid, LinkedIn client_id, AppInsightsInstrumentationKey
    private const string ResourceIds = @"^[a-z][a-z _-]*(app|application|client|object|tenant|resource|instrumentation|consumer|api)[ _-]?(id|key)$|^[^\r\n]*\byour\b[^\r\n]*$";

    private static readonly SearchValues<string> SettingHints = SearchValues.Create(
        ["{Settings:", "#{", "${", "{{", "__", "[", "<", "{", "@", "%", "$(", "your", "tenant", "--", "insert", "enter", "replace", "specify", "add", "put", "todo", "xxx"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> TextHints = SearchValues.Create("{[<_");

    /// <summary>Whether the value contains a part of a placeholder. A quick test, because most values do not.</summary>
    public static bool CanContain(string value) => value.AsSpan().ContainsAny(SettingHints);

    /// <summary>The first placeholder in a valid value; null if there is none. Ordinary content of policies, such as claim resolvers, is none.</summary>
    public static string? Find(string value, ValueKind kind) => value.Length > MaxLength ? null : kind switch
    {
        ValueKind.Pattern => value.AsSpan().ContainsAny(TextHints) ? Match(TokenPattern(), value) : null,
        ValueKind.Text => value.AsSpan().ContainsAny(TextHints) ? Match(TextPattern(), value) : null,
        ValueKind.Setting => CanContain(value) ? Match(SettingPattern(), value.Trim()) : null,
        _ => Match(SettingPattern(), value.Trim()) ?? Match(ResourceIdPattern(), value.Trim()),
    };

    /// <summary>The first placeholder in a value that the schema rejects; null if there is none. Any brackets are a placeholder there.</summary>
    /// <param name="isGuid">Whether the schema requires a GUID. A word is a placeholder for it.</param>
    public static string? FindInRejectedValue(string value, bool isGuid) =>
        value.Length > MaxLength ? null : Match(SettingPattern(), value.Trim()) ?? Match(DelimiterPattern(), value) ?? (isGuid ? Match(WordPattern(), value.Trim()) : null);

    /// <summary>Replaces all placeholders in a value that the schema rejects.</summary>
    public static string ReplaceAll(string value, string replacement) =>
        DelimiterPattern().Replace(SettingPattern().Replace(value.Trim(), _ => replacement), _ => replacement);

    /// <summary>Whether the placeholder has delimiters, so that a message that contains it is about this value.</summary>
    public static bool IsDelimited(string placeholder) => !char.IsAsciiLetter(placeholder[0]);

    private static string? Match(Regex pattern, string value) => pattern.Match(value) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(Tokens, Options, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TokenPattern();

    [GeneratedRegex(Tokens + "|" + Instructions, Options, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TextPattern();

    [GeneratedRegex(Tokens + "|" + Instructions + "|" + Variables + "|" + Names + "|" + Brackets + "|" + WholeValues, Options, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SettingPattern();

    [GeneratedRegex(ResourceIds, Options, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ResourceIdPattern();

    [GeneratedRegex(@"[#$]?\{+[^{}]*\}+#?|\[[^\[\]]*\]|<[^<>]*>|\$\([^()]*\)|%\w+%|@[\w.-]+@", Options, matchTimeoutMilliseconds: 5000)]
    private static partial Regex DelimiterPattern();

    [GeneratedRegex("^[a-z][a-z _-]*$", Options, matchTimeoutMilliseconds: 5000)]
    private static partial Regex WordPattern();
}
