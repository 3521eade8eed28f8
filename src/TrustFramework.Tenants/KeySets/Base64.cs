namespace TrustFramework.Tenants.KeySets;

/// <summary>Decodes base64 as .NET services do: padding is required, and spaces and line breaks are allowed anywhere.</summary>
internal static class Base64
{
    /// <summary>Null when the text is not base64 or is empty.</summary>
    public static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) && written > 0 ? bytes[..written] : null;
    }
}
