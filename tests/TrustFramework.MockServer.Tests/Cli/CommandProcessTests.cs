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

    private static async Task<CommandResult> RunProcessAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [RepositoryPaths.Program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CommandResult(process.ExitCode, await output, await errors);
    }
}
