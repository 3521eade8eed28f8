using System.Diagnostics;
using System.Text;

namespace TrustFramework.MockServer.Tests.Cli;

/// <summary>The built program, for what a command in the test's own process cannot show: streams, encoding, working directory and exit code.</summary>
public sealed class CommandProcessTests
{
    [Fact]
    public async Task Redirected_output_is_UTF8_without_colors_and_paths_are_relative_to_the_working_directory()
    {
        using var folder = new PolicyFolder().WritePolicy("büro/leaf.xml", "B2C_1A_Leaf", "B2C_1A_Gone");

        var result = await RunProcessAsync(folder.Path, "validate", ".");

        (result.ExitCode, result.Errors).Should().Be((1, ""));
        result.Output.Should().StartWith("büro/leaf.xml:2:60: error base-exists: ").And.NotContain("\e");
    }

    [Fact]
    public async Task An_error_goes_to_the_error_output()
    {
        using var folder = new PolicyFolder();

        var result = await RunProcessAsync(folder.Path, "effective", "B2C_1A_Leaf");

        (result.ExitCode, result.Output).Should().Be((2, ""));
        result.Errors.Should().Contain("do not contain a policy 'B2C_1A_Leaf'");
    }

    [Fact]
    public async Task A_snapshot_is_imported_and_exported_with_settings_of_the_environment()
    {
        using var folder = new PolicyFolder();
        const string snapshot = "{\n  \"version\": 1,\n  \"everyone\": {},\n  \"tenants\": {\n    \"7a2f4b9e-0000-4000-8000-0000000000aa\": {\n      \"domain\": \"a.com\"\n    }\n  }\n}";
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "a.json"), snapshot);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["MockServer__Store"] = "sqlite", ["MockServer__StorePath"] = "store.db" };

        (await RunProcessAsync(settings, folder.Path, "snapshot", "import", "a.json")).Should().Be(new CommandResult(0, "", ""));

        (await RunProcessAsync(settings, folder.Path, "snapshot", "export", "--no-secrets")).Should().Be(new CommandResult(0, snapshot, ""));
    }

    private static Task<CommandResult> RunProcessAsync(string folder, params string[] arguments) => RunProcessAsync([], folder, arguments);

    private static async Task<CommandResult> RunProcessAsync(Dictionary<string, string> environment, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [RepositoryPaths.Program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output, await errors);
    }
}
