using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The input claims, input parameters and output claims of a transformation method.</summary>
internal sealed record TransformationSignature(
    ImmutableArray<ClaimParameter> Inputs, ImmutableArray<ClaimParameter> Parameters, ImmutableArray<ClaimParameter> Outputs);
