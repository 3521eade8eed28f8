namespace TrustFramework.PolicyXml.Views;

/// <param name="EdgeKind">What the reference is for.</param>
/// <param name="TargetKind">What it refers to.</param>
/// <param name="TargetId">The id it gives; null or empty when it gives none.</param>
internal readonly record struct ElementReference(string EdgeKind, string TargetKind, string? TargetId);
