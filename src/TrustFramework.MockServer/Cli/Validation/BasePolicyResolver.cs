using System.Collections.Immutable;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>
/// Which of several files of the same id a policy stands on: one in its own folder; else the one whose path shares the
/// nearest folder with it and, of these, lies the fewest folders below that; of those equally near the one on which the
/// fewest policies are refused; then the first in ordinal path order.
/// </summary>
/// <param name="isAccepted">Whether a policy is accepted as the files stand now.</param>
internal sealed class BasePolicyResolver(IReadOnlyList<PolicyFile> files, Func<PolicyFile, bool> isAccepted)
{
    /// <summary>Sets <see cref="PolicyFile.BaseFile"/> of all files; gives a note for each choice that nearness did not make.</summary>
    public ImmutableDictionary<PolicyFile, ReportedFinding> Resolve()
    {
        var byId = files.Where(file => file.PolicyId.Length > 0).ToLookup(file => file.PolicyId, StringComparer.OrdinalIgnoreCase);
        var open = new List<(PolicyFile File, List<PolicyFile> Candidates)>();
        foreach (var file in files)
        {
            if (file.BasePolicyId is not { } id)
                continue;
            var nearest = FindNearest(file, byId[id]);
            file.BaseFile = nearest.FirstOrDefault();
            if (nearest.Count > 1)
                open.Add((file, nearest));
        }

        var notes = ImmutableDictionary.CreateBuilder<PolicyFile, ReportedFinding>();
        foreach (var (file, candidates) in open)
        {
            var family = files.Where(other => other.Chain.Contains(file)).ToList();
            file.BaseFile = SelectBest(candidates, file, family);
            var (line, column) = FindingLocations.GetBasePolicyReference(file);
            notes.Add(file, new ReportedFinding(
                LocalRules.BaseAmbiguous, FindingLevel.Note,
                $"'{file.BasePolicyId}' is in {candidates.Count} files that are equally near; judged on {file.BaseFile.DisplayPath}.",
                file.DisplayPath, line, column, "Validate one folder of policies at a time to say which is meant."));
        }

        return notes.ToImmutable();
    }

    /// <summary>Tries one after the other, until nobody is refused.</summary>
    private PolicyFile SelectBest(List<PolicyFile> candidates, PolicyFile file, List<PolicyFile> family)
    {
        var (fittest, fewest) = (candidates[0], int.MaxValue);
        foreach (var candidate in candidates)
        {
            file.BaseFile = candidate;
            var refused = family.Count(member => !isAccepted(member));
            if (refused < fewest)
                (fittest, fewest) = (candidate, refused);
            if (refused == 0)
                break;
        }

        return fittest;
    }

    /// <summary>In ordinal path order, as the files are.</summary>
    private static List<PolicyFile> FindNearest(PolicyFile file, IEnumerable<PolicyFile> candidates) =>
        candidates.GroupBy(candidate => GetDistance(file.Folder, candidate.Folder)).MinBy(equallyNear => equallyNear.Key)?.ToList() ?? [];

    /// <summary>Folders up to the one that both share, then folders down from it.</summary>
    private static (int Up, int Down) GetDistance(string from, string to)
    {
        var (here, there) = (from.Split(Path.DirectorySeparatorChar), to.Split(Path.DirectorySeparatorChar));
        var shared = here.Zip(there).TakeWhile(pair => pair.First == pair.Second).Count();
        return (here.Length - shared, there.Length - shared);
    }
}
