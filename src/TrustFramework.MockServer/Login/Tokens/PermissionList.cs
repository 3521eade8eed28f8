namespace TrustFramework.MockServer.Login.Tokens;

/// <summary>Permission names in one string, separated by commas or spaces.</summary>
internal static class PermissionList
{
    private static readonly char[] Separators = [' ', ','];

    public static HashSet<string> Parse(string text) =>
        Split(text).ToHashSet(StringComparer.Ordinal);

    public static string[] Split(string text) =>
        text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether each name consists of letters and at least one dot between them: <c>User.Read</c>.</summary>
    public static bool IsPermissionList(string text) =>
        Split(text) is { Length: > 0 } names
        && names.All(name => name.Split('.') is { Length: > 1 } parts && parts.All(part => part.Length > 0 && part.All(char.IsAsciiLetter)));
}
