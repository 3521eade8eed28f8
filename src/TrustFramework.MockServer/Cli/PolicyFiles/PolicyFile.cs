using System.Collections.Immutable;
using TrustFramework.MockServer.Cli.Validation;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Why a file is not a policy.</summary>
/// <param name="Rule">One of <see cref="LocalRules"/>.</param>
internal sealed record PolicyFileError(string Rule, string Message, int Line = 1, int Column = 1, string? Hint = null);

/// <summary>A policy file, or a file or folder that cannot be read.</summary>
internal sealed class PolicyFile
{
    public required string FullPath { get; init; }

    /// <summary>The path in reports.</summary>
    public required string DisplayPath { get; init; }

    /// <summary>Null if there is an <see cref="Error"/>. Without its content, which would double the memory of a run.</summary>
    public PolicyDocument? Document { get; init; }

    /// <summary>Why there is no <see cref="Document"/>.</summary>
    public PolicyFileError? Error { get; init; }

    /// <summary>Whether the file refers to key sets.</summary>
    public bool NamesKeySets { get; init; }

    /// <summary>As written in the file. For a file that is not XML or is too large, the first PolicyId attribute in its text; otherwise empty.</summary>
    public string PolicyId { get; init; } = "";

    /// <summary>The findings of reading the file: missing settings and placeholders.</summary>
    public ImmutableArray<ReportedFinding> Findings { get; init; } = [];

    public ImmutableArray<FoundPlaceholder> Placeholders { get; init; } = [];

    /// <summary>The settings whose values are on a line of the file.</summary>
    public ILookup<int, string>? FilledSettings { get; init; }

    /// <summary>The file of the base policy. <see cref="BasePolicyResolver"/> sets it. Null if there is none.</summary>
    public PolicyFile? BaseFile { get; set; }

    public string Folder => Path.GetDirectoryName(FullPath) ?? FullPath;

    public string? BasePolicyId => Document?.BasePolicyId;

    /// <summary>A file that is not a policy or violates the schema. Policies that inherit from it cannot be merged.</summary>
    public bool IsInvalid => Document?.Root is null;

    /// <summary>This file and the files of its base policies, nearest first. In a cycle each file occurs once.</summary>
    public IEnumerable<PolicyFile> Chain
    {
        get
        {
            var seen = new HashSet<PolicyFile>();
            for (var current = this; current is not null && seen.Add(current); current = current.BaseFile)
                yield return current;
        }
    }

    /// <summary>The documents of <see cref="Chain"/>.</summary>
    /// <param name="document">The document of this file.</param>
    public PolicyChain ToPolicyChain(PolicyDocument document, MergedPolicyCache? cache = null)
    {
        PolicyFile? last = this;
        return PolicyChain.Load(document, _ => (last = last?.BaseFile)?.Document, cache);
    }

    public bool HasId(string policyId) => PolicyDocument.IdComparer.Equals(PolicyId, policyId);

    /// <summary>Returns a line for each file that is not a policy, with a line break before it.</summary>
    public static string FormatRejected(IEnumerable<PolicyFile> files) => string.Concat(files.Where(file => file.Error is not null).Select(file => $"\n{file.FormatRejected()}"));

    /// <summary>Returns why the file, which has an <see cref="Error"/>, is not a policy.</summary>
    public string FormatRejected() => $"{DisplayPath}{(Error!.Rule == LocalRules.NotXml ? " is not XML" : "")}: {Error.Message}";
}
