using System.Collections.Immutable;
using TrustFramework.MockServer.Cli.Validation;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>
/// Finds the file of the base policy of each file. If several files contain the base policy, the nearest one is used. Ties go to the candidate that
/// causes the fewest refused policies, then to the first path in ordinal order.
/// </summary>
/// <param name="isAccepted">Whether a policy is accepted with the base files that are set at the time of the call.</param>
internal sealed class BasePolicyResolver(IReadOnlyList<PolicyFile> files, Func<PolicyFile, bool> isAccepted)
{
    // Each candidate requires the validation of all policies that inherit from it.
    private const int MaxTriedCandidates = 5;

    private readonly ILookup<string, PolicyFile> _filesByBasePolicy = files.Where(file => file.BasePolicyId is not null)
        .ToLookup(file => file.BasePolicyId!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Sets <see cref="PolicyFile.BaseFile"/> of all files. Returns a note for each file with equally near candidates.</summary>
    public ImmutableDictionary<PolicyFile, ReportedFinding> Resolve()
    {
        var policies = new NearestPolicies(files);
        var ambiguous = new List<(PolicyFile File, IReadOnlyList<PolicyFile> Candidates)>();
        foreach (var file in files)
        {
            if (file.BasePolicyId is not { } id)
                continue;
            var nearest = policies.Find(id, file.Folder);
            file.BaseFile = nearest is [var first, ..] ? first : null;
            if (nearest.Count > 1)
                ambiguous.Add((file, nearest));
        }

        var notes = ImmutableDictionary.CreateBuilder<PolicyFile, ReportedFinding>();
        foreach (var (file, candidates) in ambiguous)
        {
            file.BaseFile = SelectBest(candidates, file);
            var (line, column) = FindingLocations.GetBasePolicyReference(file);
            notes.Add(file, new ReportedFinding(
                LocalRules.BaseAmbiguous, FindingLevel.Note,
                $"{candidates.Count} equally near files contain the base policy '{file.BasePolicyId}'. This run uses {file.BaseFile.DisplayPath}.",
                file.DisplayPath, line, column, "To choose the base policy, pass only the folder or the files that belong together."));
        }

        return notes.ToImmutable();
    }

    /// <summary>Tries the candidates in turn until one causes no refused policy. Of several files with the same content only the first one is tried.</summary>
    private PolicyFile SelectBest(IReadOnlyList<PolicyFile> candidates, PolicyFile file)
    {
        var descendants = GetDescendants(file);
        var (best, fewest) = (candidates[0], int.MaxValue);
        foreach (var candidate in candidates.DistinctBy(candidate => (candidate.Document?.ContentHash, candidate.BaseFile)).Take(MaxTriedCandidates))
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

    /// <summary>The file and the files that inherit from it, directly or through others.</summary>
    private List<PolicyFile> GetDescendants(PolicyFile file)
    {
        var found = new HashSet<PolicyFile>();
        var pending = new Queue<PolicyFile>([file]);
        while (pending.TryDequeue(out var next))
        {
            if (!found.Add(next))
                continue;
            foreach (var child in _filesByBasePolicy[next.PolicyId].Where(child => child.BaseFile == next))
                pending.Enqueue(child);
        }

        return [.. found];
    }
}
