using System.Collections.Frozen;

namespace TrustFramework.MockServer.Login.Pages;

/// <summary>Parses the addresses that a client asks the server to redirect the browser to.</summary>
internal static class RedirectAddress
{
    /// <summary>Addresses that the browser itself opens, as the content of a page or a local file. They are never an application.</summary>
    private static readonly FrozenSet<string> BrowserSchemes =
        FrozenSet.ToFrozenSet(["about", "blob", "data", "file", "filesystem", "javascript", "vbscript", "view-source"], StringComparer.Ordinal);

    /// <summary>
    /// Returns null for an address that is not absolute, that a browser opens itself, or that has characters other than printable ASCII:
    /// a response header cannot contain them. Clients encode them, as the service requires of registered addresses.
    /// </summary>
    public static Uri? Parse(string text) =>
        !text.AsSpan().ContainsAnyExceptInRange('!', '~') && Uri.TryCreate(text, UriKind.Absolute, out var address) && !BrowserSchemes.Contains(address.Scheme)
            ? address
            : null;
}
