using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Model;

/// <summary>A claims transformation of a policy.</summary>
public sealed class ClaimsTransformation(PolicyNode node)
{
    public PolicyNode Node { get; } = node;

    public string Id { get; } = node["Id"] ?? "";

    /// <summary>As written. Methods are found without regard to case.</summary>
    public string Method { get; } = node["TransformationMethod"] ?? "";

    public ImmutableArray<TransformationClaim> InputClaims { get; } = ReadClaims(node, "InputClaims", "InputClaim");

    public ImmutableArray<TransformationParameter> Parameters { get; } =
        [.. node.Elements("InputParameters", "InputParameter").Select(parameter => new TransformationParameter(parameter["Id"] ?? "", parameter["DataType"] ?? "string", parameter["Value"] ?? ""))];

    public ImmutableArray<TransformationClaim> OutputClaims { get; } = ReadClaims(node, "OutputClaims", "OutputClaim");

    private static ImmutableArray<TransformationClaim> ReadClaims(PolicyNode node, string list, string item) =>
        [.. node.Elements(list, item).Select(claim => new TransformationClaim(claim["ClaimTypeReferenceId"] ?? "", claim["TransformationClaimType"] ?? claim["ClaimTypeReferenceId"] ?? ""))];
}

/// <summary>An input or output claim of a transformation.</summary>
/// <param name="Name">The name in the transformation; the claim type when the policy gives none.</param>
public sealed record TransformationClaim(string ClaimTypeId, string Name);

/// <summary>An input parameter of a transformation, as written.</summary>
public sealed record TransformationParameter(string Name, string DataType, string Value);
