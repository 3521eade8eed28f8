using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Model;

/// <summary>The input claims, input parameters and output claims of a transformation method.</summary>
public sealed record TransformationSignature(
    ImmutableArray<ClaimParameter> Inputs, ImmutableArray<ClaimParameter> Parameters, ImmutableArray<ClaimParameter> Outputs);
