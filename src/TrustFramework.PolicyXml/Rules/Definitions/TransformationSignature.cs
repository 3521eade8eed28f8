using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The input and output claims of a transformation method.</summary>
internal sealed record TransformationSignature(ImmutableArray<ClaimParameter> Inputs, ImmutableArray<ClaimParameter> Outputs);
