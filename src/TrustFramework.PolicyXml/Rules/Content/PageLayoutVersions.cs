using System.Collections.Frozen;
using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Content;

/// <summary>The page contracts and legacy page elements of <c>DataUri</c>: policy-rules 9.4, as documented in October 2023.</summary>
internal static class PageLayoutVersions
{
    /// <summary>The part of a <c>DataUri</c> that page contracts have and legacy page elements do not.</summary>
    public const string ContractMarker = ":contract:";

    private const string Prefix = "urn:com:microsoft:aad:b2c:elements:";
    private const string ContractPrefix = Prefix + "contract:";

    private static readonly FrozenDictionary<string, ImmutableArray<string>> VersionsByContract = new KeyValuePair<string, ImmutableArray<string>>[]
    {
        new("selfasserted", ["1.0.0", "1.1.0", "1.2.0", "2.0.0", .. GetPatchVersions("2.1", 26)]),
        new("unifiedssp", ["1.0.0", "1.1.0", "1.2.0", "2.0.0", .. GetPatchVersions("2.1", 14)]),
        new("multifactor", ["1.0.0", "1.1.0", .. GetPatchVersions("1.2", 12)]),
        new("globalexception", ["1.0.0", "1.1.0", .. GetPatchVersions("1.2", 5)]),
        new("providerselection", ["1.0.0", .. GetPatchVersions("1.2", 4)]),
        new("claimsconsent", ["1.0.0", .. GetPatchVersions("1.2", 4)]),
        new("unifiedssd", ["1.0.0", .. GetPatchVersions("1.2", 4)]),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> LegacyElements = new[]
    {
        "selfasserted:1.0.0", "selfasserted:1.1.0",
        "unifiedssp:1.0.0", "unifiedssp:1.1.0",
        "idpselection:1.0.0",
        "multifactor:1.0.0", "multifactor:1.1.0",
        "globalexception:1.0.0", "globalexception:1.1.0",
        "claimsconsent:1.0.0",
        "unifiedssd:1.0.0",
    }.Select(element => Prefix + element).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Splits the address of a page contract and returns its versions; null when the contract does not exist.</summary>
    public static (string Contract, string Version, ImmutableArray<string> Versions)? FindPageContract(string dataUri)
    {
        var colon = dataUri.LastIndexOf(':');
        return dataUri.StartsWith(ContractPrefix, StringComparison.OrdinalIgnoreCase) && colon >= ContractPrefix.Length
            && VersionsByContract.TryGetValue(dataUri[ContractPrefix.Length..colon], out var versions)
                ? (dataUri[..colon], dataUri[(colon + 1)..], versions)
                : null;
    }

    /// <summary>Returns whether an address is a legacy page element.</summary>
    public static bool IsLegacyElement(string dataUri) => LegacyElements.Contains(dataUri);

    /// <summary>Converts a legacy page element to a page contract; null when no contract has the page.</summary>
    public static string? ToPageContract(string dataUri) =>
        dataUri.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !dataUri.Contains(ContractMarker, StringComparison.OrdinalIgnoreCase)
        && ContractPrefix + dataUri[Prefix.Length..] is var contract && FindPageContract(contract) is not null
            ? contract
            : null;

    private static IEnumerable<string> GetPatchVersions(string minor, int last) => Enumerable.Range(0, last + 1).Select(patch => $"{minor}.{patch}");
}
