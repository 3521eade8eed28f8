namespace TrustFramework.PolicyXml.Model;

/// <summary>An input claim, input parameter or output claim, or any number of them, of a transformation method.</summary>
/// <param name="Name">
/// The name of the claim in the transformation, or the prefix of names if <paramref name="IsWildcard"/>. Case-sensitive.
/// </param>
/// <param name="Type">The data type; null for any.</param>
/// <param name="TypeFromInput">The input claim that has the same data type; null when <paramref name="Type"/> is set.</param>
/// <param name="IsOptional">Whether the claim is optional.</param>
/// <param name="IsWildcard">Whether the parameter matches any number of claims with the prefix, including none.</param>
public sealed record ClaimParameter(string Name, string? Type, string? TypeFromInput, bool IsOptional, bool IsWildcard)
{
    public static ClaimParameter Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, type) = (text[..colon], text[(colon + 1)..].TrimEnd('?'));
        return new ClaimParameter(
            name.TrimEnd('*'),
            type is "any" || type[0] == '=' ? null : type,
            type[0] == '=' ? type[1..] : null,
            text.EndsWith('?'),
            name.EndsWith('*'));
    }

    public bool MatchesName(string name) => IsWildcard ? name.StartsWith(Name, StringComparison.Ordinal) : name == Name;
}
