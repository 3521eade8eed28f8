using System.CommandLine;
using System.Text;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Views;

namespace TrustFramework.MockServer.Cli;

/// <summary>
/// Shows policies of files, without a server. Exit code 1: they are no XML, break the schema, or a base is missing; 2: the
/// command was not understood, or a file is not there.
/// </summary>
internal static class ViewCommands
{
    private const int ExitInvalid = 1;
    private const int ExitUsageError = 2;

    private delegate ReadOnlyMemory<byte> View(PolicyChain chain, MergedPolicy merged);

    public static Command Effective() => CreateCommand(
        "effective",
        "Print a policy and all its base policies as one document.",
        ("xml", (_, merged) => EffectivePolicyXml.Write(merged)),
        ("json", (chain, merged) => EffectivePolicyJson.Write(merged, chain.PolicyIds)));

    public static Command Graph() => CreateCommand(
        "graph",
        "Print what a policy stands on and what its relying party reaches.",
        ("json", (chain, merged) => PolicyGraphJson.Write(CreateGraph(chain, merged))),
        ("mermaid", (chain, merged) => Encoding.UTF8.GetBytes(PolicyGraphMermaid.Write(CreateGraph(chain, merged)))));

    private static PolicyGraph CreateGraph(PolicyChain chain, MergedPolicy merged) => PolicyGraph.Create(chain.Ancestors.Prepend(chain.Leaf), merged);

    private static Command CreateCommand(string name, string description, params (string Format, View View)[] views)
    {
        var formats = string.Join(" or ", views.Select(view => view.Format));
        // Lenient, so that what is wrong ends with our own words and exit code.
        var words = new Argument<string[]>("policy-and-files")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "The policy, by its id or its file, then files and folders to find it and its base policies in.",
        };
        var format = new Option<string?>("--format") { Arity = ArgumentArity.ZeroOrOne, Description = $"{formats}; the first without it." };
        var command = new Command(name, description) { words, format };
        command.SetAction(async (parsed, _) =>
        {
            var wanted = parsed.GetResult(format) is null ? views[0].Format : parsed.GetValue(format);
            if (Array.Find(views, view => view.Format == wanted).View is not { } view)
                return await ReportErrorAsync(ExitUsageError, $"There is no format '{wanted}'. Write --format {formats}.");
            return parsed.GetValue(words) is [var policy, .. var paths]
                ? await RunAsync(policy, paths, view)
                : await ReportErrorAsync(ExitUsageError, $"Usage: {name} <id or file> <files or folders>… [--format {formats}]");
        });
        return command;
    }

    private static async Task<int> RunAsync(string policy, string[] paths, View view)
    {
        string[] given = File.Exists(policy) ? [policy, .. paths] : paths;
        IReadOnlyList<string> found = [];
        if (given.Length > 0 && InputFiles.Find(given, out found) is { } fault)
            return await ReportErrorAsync(ExitUsageError, fault);
        PolicyFileSet files;
        try
        {
            files = PolicyFileSet.Read(found);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return await ReportErrorAsync(ExitUsageError, unread.Message);
        }

        if (files.Find(policy) is not { } leaf)
            return await ReportErrorAsync(ExitUsageError, $"No policy is called '{policy}' in the files given.{FormatMalformedFiles(files)}");
        if (!leaf.ParseResult.TryGetValue(out var document, out var error))
            return await ReportErrorAsync(ExitInvalid, $"{leaf.Path}: {error.Message}");
        var (chain, used) = files.GetChain(leaf, document);
        if (used.FirstOrDefault(file => file.Document?.SchemaViolation is not null) is { Document.SchemaViolation: { } violation } invalid)
            return await ReportErrorAsync(ExitInvalid, $"{invalid.Path}({violation.Line},{violation.Column}): {violation.Message}");
        if (chain.Merge() is not { } merged)
            return await ReportErrorAsync(ExitInvalid, BrokenChainMessage.Format(chain) + FormatMalformedFiles(files));
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(view(chain, merged));
        return 0;
    }

    private static string FormatMalformedFiles(PolicyFileSet files) => string.Concat(files.MalformedFiles.Select(file => $"\n{file.Path} is no XML: {file.ParseResult.Error?.Message}"));

    private static async Task<int> ReportErrorAsync(int exitCode, string message)
    {
        await Console.Error.WriteLineAsync(message);
        return exitCode;
    }
}
