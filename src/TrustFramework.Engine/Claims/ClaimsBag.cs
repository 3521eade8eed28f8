using System.Collections.Immutable;

namespace TrustFramework.Engine.Claims;

/// <summary>The claims of one journey by claim type, letter case ignored: runtime 6.1 [P]. Immutable.</summary>
public sealed class ClaimsBag
{
    private readonly ImmutableSortedDictionary<string, ClaimValue> _values;

    private ClaimsBag(ImmutableSortedDictionary<string, ClaimValue> values) => _values = values;

    public static ClaimsBag Empty { get; } = new(ImmutableSortedDictionary.Create<string, ClaimValue>(StringComparer.OrdinalIgnoreCase));

    /// <summary>All claims, sorted by claim type.</summary>
    public IEnumerable<KeyValuePair<string, ClaimValue>> All => _values;

    /// <summary>Gets the value of a claim; null when the journey has none.</summary>
    public ClaimValue? this[string? claimType] => claimType is null ? null : _values.GetValueOrDefault(claimType);

    /// <summary>Gets the value of a claim as text; null when the journey has none or it is empty.</summary>
    public string? FindText(string claimType) => this[claimType] is { IsEmpty: false } value ? value.ToText() : null;

    /// <summary>Returns the claims with another value of one of them.</summary>
    /// <param name="value">Null removes the claim.</param>
    public ClaimsBag With(string claimType, ClaimValue? value) => new(value is null ? _values.Remove(claimType) : _values.SetItem(claimType, value));

    /// <summary>Returns the claims with a text; unchanged when it is null.</summary>
    public ClaimsBag WithText(string claimType, string? text) => text is null ? this : With(claimType, new ClaimValue.TextValue(text));
}
