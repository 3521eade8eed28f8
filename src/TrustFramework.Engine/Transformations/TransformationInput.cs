using System.Collections.Immutable;
using System.Globalization;
using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Transformations;

/// <summary>What a transformation method works with: the values of its claims and parameters, and what it needs from outside.</summary>
/// <param name="Claims">The input claims in the order of the policy.</param>
/// <param name="Parameters">The input parameters in the order of the policy, with the resolvers of parameters replaced.</param>
/// <param name="Outputs">The output claims in the order of the policy.</param>
public sealed record TransformationInput(
    ImmutableArray<NamedClaim> Claims, ImmutableArray<TransformationParameter> Parameters, ImmutableArray<ExpectedOutput> Outputs, TransformationContext Context)
{
    /// <summary>Gets the value of an input claim by its name in the transformation; null when the journey has none.</summary>
    public ClaimValue? this[string name] => Claims.FirstOrDefault(claim => claim.Name == name)?.Value;

    /// <summary>Returns an input claim as text; null when the journey has none. It may be empty.</summary>
    public string? FindText(string name) => this[name]?.ToText();

    /// <summary>Returns a parameter as written; null when the policy has none.</summary>
    public string? FindParameter(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Value;

    /// <summary>Returns a Boolean parameter: policies give it as <c>true</c>, <c>True</c> or <c>1</c>, with any data type.</summary>
    public bool IsTrue(string name, bool defaultValue = false) => FindParameter(name) is { } text ? PolicyValue.IsTrue(text) : defaultValue;

    /// <summary>Returns a parameter as a whole number; null when the policy has none or it is not one.</summary>
    public long? FindNumber(string name) =>
        long.TryParse(FindParameter(name)?.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Returns whether the policy declares an output claim with the name.</summary>
    public bool HasOutput(string name) => Outputs.Any(output => output.Name == name);
}

/// <summary>An input claim with its value in the journey; null when there is none.</summary>
public sealed record NamedClaim(string Name, string ClaimTypeId, ClaimValue? Value);

/// <summary>An output claim that the policy declares.</summary>
/// <param name="DataType">Of the claim type.</param>
public sealed record ExpectedOutput(string Name, string ClaimTypeId, string? DataType);
