namespace TrustFramework.MockServer.Testing.Journal;

/// <summary>The results of checking expectations against the journal.</summary>
public sealed record Verification(bool Met, IReadOnlyList<ExpectationResult> Expectations);

/// <param name="Expectation">The expectation as sent.</param>
/// <param name="Found">The number of matching entries; for an order, the number of steps found.</param>
/// <param name="Difference">What is different; null when the expectation is met.</param>
public sealed record ExpectationResult(bool Met, Expectation Expectation, int Found, string? Difference);

/// <summary>The permissions that clients have, compared with those that they use.</summary>
public sealed record PermissionReport(IReadOnlyList<ClientPermissions> Clients);

/// <param name="Client">Null for tokens without a client id.</param>
/// <param name="Granted">The permissions in its tokens.</param>
/// <param name="Needed">The least privileged permissions with which all successful requests would have succeeded.</param>
/// <param name="Unused">Granted but not needed.</param>
/// <param name="Missing">The least privileged permissions for the requests refused with 403.</param>
public sealed record ClientPermissions(
    string? Client,
    IReadOnlyList<string> Granted,
    IReadOnlyList<PermissionUse> Needed,
    IReadOnlyList<string> Unused,
    IReadOnlyList<PermissionUse> Missing);

/// <summary>A permission and the operations that needed it.</summary>
public sealed record PermissionUse(string Permission, IReadOnlyList<string> Operations);

internal sealed record VerificationRequest(long? Since, IReadOnlyList<Expectation> Expectations);
