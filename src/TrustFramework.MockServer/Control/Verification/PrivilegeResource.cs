using TrustFramework.MockServer.Control.Journal;

namespace TrustFramework.MockServer.Control.Verification;

/// <summary>Permissions that clients have against permissions that they use.</summary>
internal sealed record PrivilegeResource(IReadOnlyList<ClientPrivilegeResource> Clients)
{
    public static PrivilegeResource Of(IEnumerable<JournalEntry> entries) => new(
    [
        .. entries.Where(entry => entry.Facts.Granted is not null).GroupBy(entry => entry.Facts.Client, StringComparer.OrdinalIgnoreCase)
            .OrderBy(client => client.Key, StringComparer.OrdinalIgnoreCase).Select(ClientPrivilegeResource.Of),
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
    public static ClientPrivilegeResource Of(IGrouping<string?, JournalEntry> exchanges)
    {
        List<string> granted = [.. exchanges.SelectMany(entry => entry.Facts.Granted!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var needed = Uses(exchanges.Where(entry => entry.IsSuccess));
        var missing = Uses(exchanges.Where(entry => entry is { Status: StatusCodes.Status403Forbidden, Facts.Accepted: { } accepted } && !accepted.Any(entry.Facts.Granted!.Contains)));
        return new(exchanges.Key, granted, needed, [.. granted.Except(needed.Select(use => use.Permission), StringComparer.Ordinal)], missing);
    }

    /// <summary>An operation that several permissions open needs none of its own when one of them is needed anyway.</summary>
    private static List<PermissionUseResource> Uses(IEnumerable<JournalEntry> exchanges)
    {
        List<JournalEntry> needing = [.. exchanges.Where(entry => entry.Facts.Accepted is { Count: > 0 }).OrderBy(entry => entry.Facts.Accepted!.Count)];
        var uses = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var entry in needing)
        {
            var permission = entry.Facts.Accepted!.FirstOrDefault(uses.ContainsKey) ?? entry.Facts.Accepted![0];
            if (!uses.TryGetValue(permission, out var operations))
                uses[permission] = operations = new SortedSet<string>(StringComparer.Ordinal);
            operations.Add(entry.Facts.Operation ?? entry.Path);
        }

        return [.. uses.Select(use => new PermissionUseResource(use.Key, [.. use.Value]))];
    }
}

/// <summary>A permission, and the operations that it was needed for.</summary>
internal sealed record PermissionUseResource(string Permission, IReadOnlyList<string> Operations);
