using System.Collections.Immutable;
using TrustFramework.MockServer.Cli.Validation;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>
/// Finds the file of the base policy of each file. If several files contain the base policy, the nearest one is used: first a file in the same
/// folder, then the file that needs the fewest steps up to a common folder, then the fewest steps down from it. Ties go to the candidate that
/// causes the fewest refused policies, then to the first path in ordinal order.
/// </summary>
/// <param name="isAccepted">Whether a policy is accepted with the base files that are set at the time of the call.</param>
internal sealed class BasePolicyResolver(IReadOnlyList<PolicyFile> files, Func<PolicyFile, bool> isAccepted)
{
    /// <summary>Sets <see cref="PolicyFile.BaseFile"/> of all files. Returns a note for each file with equally near candidates.</summary>
    public ImmutableDictionary<PolicyFile, ReportedFinding> Resolve()
    {
        var byId = files.Where(file => file.PolicyId.Length > 0).ToLookup(file => file.PolicyId, StringComparer.OrdinalIgnoreCase);
        var ambiguous = new List<(PolicyFile File, List<PolicyFile> Candidates)>();
        foreach (var file in files)
        {
            if (file.BasePolicyId is not { } id)
                continue;
            var nearest = FindNearest(file, byId[id]);
            file.BaseFile = nearest.FirstOrDefault();
            if (nearest.Count > 1)
                ambiguous.Add((file, nearest));
        }

        var notes = ImmutableDictionary.CreateBuilder<PolicyFile, ReportedFinding>();
        foreach (var (file, candidates) in ambiguous)
        {
            var descendants = files.Where(other => other.Chain.Contains(file)).ToList();
            file.BaseFile = SelectBest(candidates, file, descendants);
            var (line, column) = FindingLocations.GetBasePolicyReference(file);
            notes.Add(file, new ReportedFinding(
                LocalRules.BaseAmbiguous, FindingLevel.Note,
                $"{candidates.Count} equally near files contain the base policy '{file.BasePolicyId}'. This run uses {file.BaseFile.DisplayPath}.",
                file.DisplayPath, line, column, "To choose the base policy, pass only the folder or the files that belong together."));
        }

        return notes.ToImmutable();
    }

    /// <summary>Tries the candidates in turn until one causes no refused policy.</summary>
    private PolicyFile SelectBest(List<PolicyFile> candidates, PolicyFile file, List<PolicyFile> descendants)
    {
        var (best, fewest) = (candidates[0], int.MaxValue);
        foreach (var candidate in candidates)
        {
            file.BaseFile = candidate;
            var refused = descendants.Count(descendant => !isAccepted(descendant));
            if (refused < fewest)
                (best, fewest) = (candidate, refused);
            if (refused == 0)
                break;
        }

        return best;
    }

    /// <summary>The candidates at the smallest distance, in the order of the files: ordinal path order.</summary>
    private static List<PolicyFile> FindNearest(PolicyFile file, IEnumerable<PolicyFile> candidates) =>
        candidates.GroupBy(candidate => GetDistance(file.Folder, candidate.Folder)).MinBy(group => group.Key)?.ToList() ?? [];

    /// <summary>The number of folders up to the nearest common folder, then down from it.</summary>
    private static (int Up, int Down) GetDistance(string from, string to)
    {
        var (fromParts, toParts) = (from.Split(Path.DirectorySeparatorChar), to.Split(Path.DirectorySeparatorChar));
        var shared = fromParts.Zip(toParts).TakeWhile(pair => pair.First == pair.Second).Count();
        return (fromParts.Length - shared, toParts.Length - shared);
    }
}
