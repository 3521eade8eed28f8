using System.Collections.Immutable;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.Validation;

/// <summary>A file that is judged, read once.</summary>
internal sealed class PolicyFile
{
    public required string FullPath { get; init; }

    /// <summary>As reports name it.</summary>
    public required string DisplayPath { get; init; }

    public required Result<PolicyDocument, XmlError> ParseResult { get; init; }

    /// <summary>Null when the file is not XML.</summary>
    public PolicyDocument? Document => ParseResult.TryGetValue(out var document, out _) ? document : null;

    /// <summary>As written; of a file that is no XML as far as it can be made out, else empty.</summary>
    public required string PolicyId { get; init; }

    /// <summary>What was found while reading: settings that are missing, placeholders.</summary>
    public ImmutableArray<ReportedFinding> Findings { get; init; } = [];

    /// <summary>The file that this one stands on: <see cref="BasePolicyResolver"/> says which. Null when there is none.</summary>
    public PolicyFile? BaseFile { get; set; }

    public string Folder => Path.GetDirectoryName(FullPath)!;

    public string? BasePolicyId => Document?.BasePolicyId;

    /// <summary>Nothing can be judged on a file that is no XML or breaks the schema.</summary>
    public bool IsInvalid => Document?.Root is null;

    /// <summary>This file and what it stands on, nearest first; in a cycle each file once.</summary>
    public IEnumerable<PolicyFile> Chain
    {
        get
        {
            var seen = new HashSet<PolicyFile>();
            for (var at = this; at is not null && seen.Add(at); at = at.BaseFile)
                yield return at;
        }
    }

    public bool HasId(string policyId) => PolicyDocument.IdComparer.Equals(PolicyId, policyId);
}
