using System.CommandLine;
using System.Text;
using TrustFramework.MockServer.Cli.PolicyFiles;
using TrustFramework.MockServer.Cli.Validation;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Merging;
using TrustFramework.PolicyXml.Views;

namespace TrustFramework.MockServer.Cli;

/// <summary>
/// Shows the merged form of a policy without a server. Exit code 1: a file cannot be read, is not XML or violates the schema, or a base policy is
/// missing; 2: wrong usage, or a file does not exist.
/// </summary>
internal static class ViewCommands
{
    private const int ExitInvalid = 1;
    private const int ExitUsageError = 2;

    private delegate ReadOnlyMemory<byte> View(PolicyChain chain, MergedPolicy merged);

    public static Command CreateEffective(CommandConsole console) => CreateCommand(
        "effective",
        "Print a policy and all its base policies as one document.",
        console,
        ("xml", (_, merged) => EffectivePolicyXml.Write(merged)),
        ("json", (chain, merged) => EffectivePolicyJson.Write(merged, chain.PolicyIds)));

    public static Command CreateGraph(CommandConsole console) => CreateCommand(
        "graph",
        "Print the base policies of a policy and the elements that its relying party reaches.",
        console,
        ("json", (chain, merged) => PolicyGraphJson.Write(BuildGraph(chain, merged))),
        ("mermaid", (chain, merged) => Encoding.UTF8.GetBytes(PolicyGraphMermaid.Write(BuildGraph(chain, merged)))));

    private static PolicyGraph BuildGraph(PolicyChain chain, MergedPolicy merged) => PolicyGraph.Create(chain.Ancestors.Prepend(chain.Leaf), merged);

    private static Command CreateCommand(string name, string description, CommandConsole console, params (string Format, View View)[] views)
    {
        var formats = string.Join(" or ", views.Select(view => view.Format));
        // Any number of arguments is accepted here, so that RunAsync reports a usage error with exit code 2.
        var words = new Argument<string[]>("policy-and-files")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "The policy, by id or file, then files and folders that contain it and its base policies.",
        };
        var format = new Option<string?>("--format") { Arity = ArgumentArity.ZeroOrOne, Description = $"{formats}. Default: {views[0].Format}." };
        var command = new Command(name, description) { words, format };
        command.SetAction((parsed, _) =>
        {
            var requested = parsed.GetResult(format) is null ? views[0].Format : parsed.GetValue(format);
            if (Array.Find(views, view => view.Format == requested).View is not { } view)
                return console.FailAsync(ExitUsageError, $"There is no format '{requested}'. Use --format {formats}.");
            return parsed.GetValue(words) is [{ Length: > 0 } policy, .. var paths]
                ? RunAsync(policy, paths, view, console)
                : console.FailAsync(ExitUsageError, $"Usage: {name} <id or file> <files or folders>… [--format {formats}]");
        });
        return command;
    }

    private static async Task<int> RunAsync(string policy, string[] inputs, View view, CommandConsole console)
    {
        var policyPath = console.GetFullPath(policy);
        if (File.Exists(policyPath))
            inputs = [policy, .. inputs];
        if (!ReadFiles(inputs, console).TryGetValue(out var files, out var error))
            return await console.FailAsync(ExitUsageError, error);
        if ((files.Find(file => file.FullPath == policyPath) ?? files.Find(file => file.HasId(policy))) is not { } leaf)
            return await console.FailAsync(ExitUsageError, $"The files do not contain a policy '{policy}'.{PolicyFile.FormatRejected(files)}");
        if (leaf.Document is not { } document)
            return await console.FailAsync(ExitInvalid, $"{leaf.DisplayPath}: {leaf.Error?.Message}");

        foreach (var unreadable in files.Where(file => file.Error?.Rule == LocalRules.Unreadable))
            await console.Error.WriteLineAsync(unreadable.FormatRejected());
        var notes = new BasePolicyResolver(files, new OfflineValidator(tenant: null, keySets: null).IsAccepted).Resolve();
        foreach (var file in leaf.Chain)
        {
            if (notes.TryGetValue(file, out var note))
                await console.Error.WriteLineAsync($"{note.File}({note.Line},{note.Column}): {note.Message}");
        }

        var chain = leaf.ToPolicyChain(document);
        if (leaf.Chain.FirstOrDefault(file => file.Document?.SchemaViolation is not null) is { Document.SchemaViolation: { } violation } invalid)
            return await console.FailAsync(ExitInvalid, $"{invalid.DisplayPath}({violation.Line},{violation.Column}): {violation.Message}");
        if (chain.Merge() is not { } merged)
            return await console.FailAsync(ExitInvalid, BrokenChainMessage.Format(chain) + PolicyFile.FormatRejected(files));
        if (EffectivePolicy.IsTooLarge(merged))
            return await console.FailAsync(ExitInvalid, EffectivePolicy.TooLargeMessage);
        await console.Output.WriteAsync(Encoding.UTF8.GetString(view(chain, merged).Span));
        return 0;
    }

    /// <summary>Reads the files without substitutes for placeholders, because the command prints their content.</summary>
    private static Result<List<PolicyFile>, string> ReadFiles(string[] inputs, CommandConsole console)
    {
        if (inputs.Length == 0)
            return new List<PolicyFile>();
        var reader = new PolicyFileReader(placeholderTenant: null, console.WorkingDirectory);
        return InputFiles.Find(inputs, console.WorkingDirectory).Map(files => files.Select(file => reader.Read(file, environment: null)).ToList());
    }
}
