namespace TrustFramework.MockServer.Testing.Journal;

/// <summary>Whether the journal is as expected, expectation by expectation.</summary>
public sealed record Verification(bool Met, IReadOnlyList<ExpectationResult> Expectations);

/// <param name="Expectation">As it was asked.</param>
/// <param name="Found">How many exchanges are like it; of an order, how many of its steps were found.</param>
/// <param name="Difference">What came instead; null when it is met.</param>
public sealed record ExpectationResult(bool Met, Expectation Expectation, int Found, string? Difference);

/// <summary>Permissions that clients have against permissions that they use.</summary>
public sealed record PermissionReport(IReadOnlyList<ClientPermissions> Clients);

/// <param name="Client">Null for those whose tokens name none.</param>
/// <param name="Granted">What its tokens brought.</param>
/// <param name="Needed">The fewest and least with which all that succeeded would have succeeded.</param>
/// <param name="Unused">Granted, and not needed.</param>
/// <param name="Missing">The least for what was refused with 403.</param>
public sealed record ClientPermissions(
    string? Client,
    IReadOnlyList<string> Granted,
    IReadOnlyList<PermissionUse> Needed,
    IReadOnlyList<string> Unused,
    IReadOnlyList<PermissionUse> Missing);

/// <summary>A permission, and the operations that it was needed for.</summary>
public sealed record PermissionUse(string Permission, IReadOnlyList<string> Operations);

internal sealed record VerificationRequest(long? Since, IReadOnlyList<Expectation> Expectations);
