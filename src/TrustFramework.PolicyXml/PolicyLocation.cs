namespace TrustFramework.PolicyXml;

/// <summary>The position of an element in a policy file.</summary>
/// <param name="PolicyId">The policy whose file contains the element, as that file writes it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, as .NET's XML reader counts: the column after the angle bracket.</param>
public readonly record struct PolicyLocation(string PolicyId, int Line, int Column);
