namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>A claim, or any number of claims, that a transformation method takes or gives.</summary>
/// <param name="Name">What the transformation calls the claim; of <paramref name="IsWildcard"/>, what the names begin with. Case matters.</param>
/// <param name="Type">The data type; null for any.</param>
/// <param name="TypeFromInput">The input claim whose data type it has; null when <paramref name="Type"/> says it.</param>
/// <param name="IsOptional">Whether the claim may be left out.</param>
/// <param name="IsWildcard">Whether it stands for all claims whose names begin so, also for none.</param>
internal sealed record ClaimParameter(string Name, string? Type, string? TypeFromInput, bool IsOptional, bool IsWildcard)
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
