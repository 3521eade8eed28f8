using TrustFramework.MockServer.Control.Journal;

namespace TrustFramework.MockServer.Control.Verification;

/// <summary>Permissions that clients have against permissions that they use.</summary>
internal sealed record PrivilegeResource(IReadOnlyList<ClientPrivilegeResource> Clients)
{
    public static PrivilegeResource From(IEnumerable<JournalEntry> entries) => new(
    [
        .. entries.Where(entry => entry.Details.Granted is not null).GroupBy(entry => entry.Details.Client, StringComparer.OrdinalIgnoreCase)
            .OrderBy(client => client.Key, StringComparer.OrdinalIgnoreCase).Select(ClientPrivilegeResource.From),
    ]);
}

/// <param name="Client">Null for those whose tokens name none.</param>
/// <param name="Granted">What its tokens brought.</param>
/// <param name="Needed">The fewest and least with which all that succeeded would have succeeded.</param>
/// <param name="Unused">Granted, and not needed.</param>
/// <param name="Missing">The least for what was refused with 403.</param>
internal sealed record ClientPrivilegeResource(
    string? Client,
    IReadOnlyList<string> Granted,
    IReadOnlyList<PermissionUseResource> Needed,
    IReadOnlyList<string> Unused,
    IReadOnlyList<PermissionUseResource> Missing)
{
    public static ClientPrivilegeResource From(IGrouping<string?, JournalEntry> exchanges)
    {
        List<string> granted = [.. exchanges.SelectMany(entry => entry.Details.Granted!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var needed = CollectUses(exchanges.Where(entry => entry.IsSuccess));
        var missing = CollectUses(exchanges.Where(entry => entry is { Status: StatusCodes.Status403Forbidden, Details.Accepted: { } accepted } && !accepted.Any(entry.Details.Granted!.Contains)));
        return new(exchanges.Key, granted, needed, [.. granted.Except(needed.Select(use => use.Permission), StringComparer.Ordinal)], missing);
    }

    /// <summary>An operation that several permissions open needs none of its own when one of them is needed anyway.</summary>
    private static List<PermissionUseResource> CollectUses(IEnumerable<JournalEntry> exchanges)
    {
        List<JournalEntry> needing = [.. exchanges.Where(entry => entry.Details.Accepted is { Count: > 0 }).OrderBy(entry => entry.Details.Accepted!.Count)];
        var uses = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var entry in needing)
        {
            var permission = entry.Details.Accepted!.FirstOrDefault(uses.ContainsKey) ?? entry.Details.Accepted![0];
            if (!uses.TryGetValue(permission, out var operations))
                uses[permission] = operations = new SortedSet<string>(StringComparer.Ordinal);
            operations.Add(entry.Details.Operation ?? entry.Path);
        }

        return [.. uses.Select(use => new PermissionUseResource(use.Key, [.. use.Value]))];
    }
}

/// <summary>A permission, and the operations that it was needed for.</summary>
internal sealed record PermissionUseResource(string Permission, IReadOnlyList<string> Operations);
