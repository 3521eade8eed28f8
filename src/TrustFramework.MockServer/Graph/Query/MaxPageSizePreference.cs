using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace TrustFramework.MockServer.Graph.Query;

/// <summary>The page size in the <c>Prefer</c> header. An invalid preference is ignored: RFC 7240.</summary>
internal static class MaxPageSizePreference
{
    private const string Name = "odata.maxpagesize";

    /// <summary>Null without a valid page size.</summary>
    public static int? Parse(StringValues prefer) => prefer.SelectMany(line => (line ?? "").Split(','))
        .Select(preference => preference.Split(';')[0].Split('=', 2, StringSplitOptions.TrimEntries))
        .Where(pair => pair.Length == 2 && (NameEquals(pair[0], Name) || NameEquals(pair[0], "maxpagesize")))
        .Select(pair => int.TryParse(pair[1].Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : (int?)null)
        .FirstOrDefault();

    /// <summary>The value of the <c>Preference-Applied</c> header.</summary>
    public static string FormatApplied(int size) => string.Create(CultureInfo.InvariantCulture, $"{Name}={size}");

    private static bool NameEquals(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
