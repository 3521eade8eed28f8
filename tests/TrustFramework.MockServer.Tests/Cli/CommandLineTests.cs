namespace TrustFramework.MockServer.Tests.Cli;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_names_the_command_and_lists_its_subcommands()
    {
        var result = await CommandRunner.RunAsync(".", "--help");

        (result.ExitCode, result.Errors).Should().Be((0, ""));
        result.Output.Should().Contain("trustframework-mock [command] [options]").And.NotContain("TrustFramework.MockServer");
        foreach (var command in new[] { "serve", "healthcheck", "ca", "validate", "effective", "graph", "snapshot" })
            result.Output.Should().MatchRegex($@"\n\s+{command}\b");
    }

    [Fact]
    public async Task Version_prints_the_version_of_the_program()
    {
        var result = await CommandRunner.RunAsync(".", "--version");

        result.ExitCode.Should().Be(0);
        result.Output.Should().MatchRegex(@"^\d+\.\d+\.\d+");
    }

    [Theory]
    [InlineData("help")]
    [InlineData("check", "policies", "--urls=http://127.0.0.1:0")]
    public async Task An_unknown_command_is_an_error_and_starts_no_server(params string[] arguments) =>
        (await CommandRunner.RunAsync(".", arguments)).Should()
            .Be(new CommandResult(1, "", $"Unknown command '{arguments[0]}'. Run trustframework-mock --help for a list.{Environment.NewLine}"));
}
