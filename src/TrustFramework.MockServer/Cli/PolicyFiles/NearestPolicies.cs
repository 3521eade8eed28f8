namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>
/// Finds the files with a policy id that are nearest to a folder: first those with the fewest steps up to a common folder, of these the ones with
/// the fewest steps down from it.
/// </summary>
internal sealed class NearestPolicies
{
    private readonly Dictionary<FolderKey, Candidates> _byFolder = [];

    /// <param name="files">In the order in which results are returned.</param>
    public NearestPolicies(IEnumerable<PolicyFile> files)
    {
        foreach (var file in files.Where(file => file.PolicyId.Length > 0))
            Add(file);
    }

    /// <summary>The nearest files; empty if no file contains the policy.</summary>
    public IReadOnlyList<PolicyFile> Find(string policyId, string folder)
    {
        for (string? ancestor = folder; ancestor is not null; ancestor = Path.GetDirectoryName(ancestor))
        {
            if (_byFolder.TryGetValue(new FolderKey(policyId, ancestor), out var candidates))
                return candidates.Files;
        }

        return [];
    }

    /// <summary>Adds the file to its folder and to all folders above, except where another file is fewer steps down.</summary>
    private void Add(PolicyFile file)
    {
        var depth = 0;
        for (string? ancestor = file.Folder; ancestor is not null; ancestor = Path.GetDirectoryName(ancestor), depth++)
        {
            var key = new FolderKey(file.PolicyId, ancestor);
            if (!_byFolder.TryGetValue(key, out var candidates) || depth < candidates.Depth)
                _byFolder[key] = new Candidates(depth, [file]);
            else if (depth == candidates.Depth)
                candidates.Files.Add(file);
        }
    }

    /// <param name="Depth">How many folders the files are below the folder.</param>
    private sealed record Candidates(int Depth, List<PolicyFile> Files);

    private readonly record struct FolderKey(string PolicyId, string Folder)
    {
        public bool Equals(FolderKey other) =>
            string.Equals(PolicyId, other.PolicyId, StringComparison.OrdinalIgnoreCase) && string.Equals(Folder, other.Folder, StringComparison.Ordinal);

        public override int GetHashCode() =>
            HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(PolicyId), StringComparer.Ordinal.GetHashCode(Folder));
    }
}
