using System.Buffers;

namespace TrustFramework.PolicyXml;

/// <summary>The characters of ids: letters, digits, underscore, hyphen and dot, as in the schema's type <c>PolicyId</c> [D].</summary>
public static class IdCharacters
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    /// <summary>Whether an id has no other characters. True for the empty string.</summary>
    public static bool ContainsAll(ReadOnlySpan<char> id) => !id.ContainsAnyExcept(Allowed);
}
