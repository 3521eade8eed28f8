namespace TrustFramework.PolicyXml.Views;

/// <summary>A reference from one element to another.</summary>
/// <param name="EdgeKind">The purpose of the reference.</param>
/// <param name="TargetKind">The kind of the referenced element.</param>
/// <param name="TargetId">The referenced id; null or empty when there is none.</param>
internal readonly record struct ElementReference(string EdgeKind, string TargetKind, string? TargetId);
