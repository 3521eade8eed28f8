using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>The page size of a <c>Prefer</c> header, and how it is acknowledged. A preference that makes no sense is none: RFC 7240.</summary>
internal static class MaxPageSizePreference
{
    private const string Name = "odata.maxpagesize";

    /// <summary>Null where nobody prefers anything.</summary>
    public static int? Parse(StringValues prefer) => prefer.Count == 0 ? null : prefer.SelectMany(line => (line ?? "").Split(','))
        .Select(preference => preference.Split(';')[0].Split('=', 2, StringSplitOptions.TrimEntries))
        .Where(pair => pair.Length == 2 && (NameEquals(pair[0], Name) || NameEquals(pair[0], "maxpagesize")))
        .Select(pair => int.TryParse(pair[1].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : (int?)null)
        .FirstOrDefault();

    public static string FormatApplied(int size) => string.Create(CultureInfo.InvariantCulture, $"{Name}={size}");

    private static bool NameEquals(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
