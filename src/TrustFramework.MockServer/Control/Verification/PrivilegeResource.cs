using TrustFramework.MockServer.Control.Journal;

namespace TrustFramework.MockServer.Control.Verification;

/// <summary>Compares the permissions that clients have with the permissions that they use.</summary>
internal sealed record PrivilegeResource(IReadOnlyList<ClientPrivilegeResource> Clients)
{
    public static PrivilegeResource From(IEnumerable<JournalEntry> entries) => new(
    [
        .. entries.Where(entry => entry.Details.Granted is not null).GroupBy(entry => entry.Details.Client, StringComparer.OrdinalIgnoreCase)
            .OrderBy(client => client.Key, StringComparer.OrdinalIgnoreCase).Select(ClientPrivilegeResource.From),
    ]);
}

/// <param name="Client">Null for tokens without a client ID.</param>
/// <param name="Granted">The permissions in the client's tokens.</param>
/// <param name="Needed">The least privileged permissions that are enough for all successful requests.</param>
/// <param name="Unused">Granted but not needed.</param>
/// <param name="Missing">The least privileged permissions for the requests that failed with 403.</param>
internal sealed record ClientPrivilegeResource(
    string? Client,
    IReadOnlyList<string> Granted,
    IReadOnlyList<PermissionUseResource> Needed,
    IReadOnlyList<string> Unused,
    IReadOnlyList<PermissionUseResource> Missing)
{
    public static ClientPrivilegeResource From(IGrouping<string?, JournalEntry> entries)
    {
        List<string> granted = [.. entries.SelectMany(entry => entry.Details.Granted!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var needed = CollectUses(entries.Where(entry => entry.IsSuccess));
        var missing = CollectUses(entries.Where(LacksPermission));
        return new(entries.Key, granted, needed, [.. granted.Except(needed.Select(use => use.Permission), StringComparer.Ordinal)], missing);
    }

    private static bool LacksPermission(JournalEntry entry) =>
        entry is { Status: StatusCodes.Status403Forbidden, Details: { Accepted: { } accepted, Granted: { } granted } } && !accepted.Any(granted.Contains);

    /// <summary>An operation that accepts several permissions adds none if the client already needs one of them.</summary>
    private static List<PermissionUseResource> CollectUses(IEnumerable<JournalEntry> entries)
    {
        var uses = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => entry.Details.Accepted is { Count: > 0 }).OrderBy(entry => entry.Details.Accepted!.Count))
        {
            var permission = entry.Details.Accepted!.FirstOrDefault(uses.ContainsKey) ?? entry.Details.Accepted![0];
            if (!uses.TryGetValue(permission, out var operations))
                uses[permission] = operations = new SortedSet<string>(StringComparer.Ordinal);
            operations.Add(entry.Details.Operation ?? entry.Path);
        }

        return [.. uses.Select(use => new PermissionUseResource(use.Key, [.. use.Value]))];
    }
}

/// <summary>A permission and the operations that need it.</summary>
internal sealed record PermissionUseResource(string Permission, IReadOnlyList<string> Operations);
