namespace TrustFramework.Tenants.KeySets;

/// <summary>Base64 as .NET services take it: with padding, and blanks and line ends anywhere.</summary>
internal static class Base64
{
    /// <summary>Null when it is none, or nothing.</summary>
    public static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) && written > 0 ? bytes[..written] : null;
    }
}
