using System.Collections.Immutable;

namespace TrustFramework.PolicyXml.Rules.Definitions;

/// <summary>The claims that a transformation method takes and gives.</summary>
internal sealed record TransformationSignature(ImmutableArray<ClaimParameter> Inputs, ImmutableArray<ClaimParameter> Outputs);
