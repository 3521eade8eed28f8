using System.Text.Json.Nodes;

namespace TrustFramework.MockServer.Tests.Cli;

/// <summary>The entries of a folder: each file is read once, only regular files are read, and an entry that cannot be read is one finding.</summary>
public sealed class InputFileTests
{
    [Theory]
    [InlineData("mkdir -p sub/deep; ln -s .. sub/up; ln -s ../.. sub/deep/root; ln -s . self")]
    [InlineData("ln -s \"$PWD\" absolute; ln -s a.xml 0.xml; ln -s 0.xml z.xml; mkdir sub; ln -s ../a.xml sub/a.xml")]
    [InlineData("mkdir 0; ln -s 0 sub; mv a.xml 0/a.xml; ln -s 0/a.xml a.xml; ln -s sub/a.xml b.xml")]
    public async Task Links_do_not_repeat_a_file(string links)
    {
        using var folder = await new PolicyFolder().WritePolicy("a.xml", "B2C_1A_A").RunShellAsync(links);

        var result = await folder.ValidateAsync(".", "a.xml", folder.Path);

        result.Should().Be(new CommandResult(0, $"1 policy, 1 accepted, 0 refused, 0 notes{Environment.NewLine}", ""));
    }

    [Fact]
    public async Task A_link_to_a_file_or_folder_elsewhere_is_followed()
    {
        using var elsewhere = new PolicyFolder().WritePolicy("a.xml", "B2C_1A_A").WritePolicy("b/b.xml", "B2C_1A_B", "B2C_1A_A");
        using var folder = await new PolicyFolder().RunShellAsync($"ln -s '{elsewhere.Path}/a.xml' .; ln -s '{elsewhere.Path}/b' .");

        var result = await folder.ValidateAsync(".");

        result.Should().Be(new CommandResult(0, $"2 policies, 2 accepted, 0 refused, 0 notes{Environment.NewLine}", ""));
    }

    [Fact]
    public async Task A_name_that_begins_with_an_at_sign_is_an_ordinary_name()
    {
        using var folder = new PolicyFolder().WritePolicy("@a/a.xml", "B2C_1A_A").WritePolicy("@b.xml", "B2C_1A_B", "B2C_1A_A");

        var result = await folder.ValidateAsync("@a", "@b.xml");

        result.Should().Be(new CommandResult(0, $"2 policies, 2 accepted, 0 refused, 0 notes{Environment.NewLine}", ""));
    }

    [Theory]
    [InlineData("bad.xml", "is empty or is not a regular file", "mkfifo bad.xml")]
    [InlineData("bad.xml", "is empty or is not a regular file", "ln -s /dev/zero bad.xml")]
    [InlineData("bad.xml", "is empty or is not a regular file", "ln -s /dev/tty bad.xml")]
    [InlineData("bad.xml", "is empty or is not a regular file", "touch bad.xml")]
    [InlineData("bad.xml", "is a link to 'nowhere.xml', which is not a file or does not exist", "ln -s nowhere.xml bad.xml")]
    [InlineData("bad.xml", "cannot be read", "ln -s bad.xml bad.xml")]
    [InlineData("\uFFFD.xml", "is not valid UTF-8", "touch $'\\xff.xml'")]
    [InlineData("\uFFFD", "is not valid UTF-8", "mkdir $'\\xff'; touch $'\\xff/a.xml'")]
    [InlineData("bad.xml", "The file has 1025 KB. The service accepts at most 1024 KB.", "head -c 1048577 /dev/zero >bad.xml")]
    [InlineData("bad.xml", "The file has 1073741824 KB.", "truncate -s 1T bad.xml")]
    public async Task An_entry_that_cannot_be_read_is_one_finding_and_the_other_files_are_validated(string name, string reason, string create)
    {
        using var folder = await new PolicyFolder().WritePolicy("a.xml", "B2C_1A_A").WritePolicy("z.xml", "B2C_1A_Z", "B2C_1A_A").RunShellAsync(create);

        var result = await folder.ValidateAsync(".");
        var named = await folder.ValidateAsync("a.xml", "z.xml", name);

        await folder.RunShellAsync("rm -r -- *"); // .NET cannot delete a name that is not UTF-8.
        if (Path.HasExtension(name))
            named.Should().Be(result); // as if the shell had expanded *.xml
        (result.ExitCode, result.Errors).Should().Be((1, ""));
        var lines = result.Output.TrimEnd().Split(Environment.NewLine);
        lines.Should().HaveCount(2);
        lines[0].Should().StartWith($"{name}:1:1: error ").And.Contain(reason);
        lines[1].Should().Be("3 policies, 2 accepted, 1 refused, 0 notes");
    }

    [Fact]
    public async Task A_folder_whose_path_is_too_long_is_one_finding()
    {
        // No single command can name a path of more than 4,096 bytes.
        using var folder = await new PolicyFolder().WritePolicy("a.xml", "B2C_1A_A").RunShellAsync(
            "long=$(printf 'x%.0s' $(seq 100)); path=$(printf \"$long/%.0s\" $(seq 25)); mkdir -p \"b/$path\" \"c/$path\"; cp a.xml \"c/$path\"; mv c \"b/$path\"");

        var result = await folder.ValidateAsync(".");

        await folder.RunShellAsync("rm -r -- *");
        result.ExitCode.Should().Be(1);
        result.Output.Should().StartWith("b/").And.Contain(":1:1: error unreadable: The path is too long.")
            .And.EndWith($"2 policies, 1 accepted, 1 refused, 0 notes{Environment.NewLine}");
    }

    [Theory]
    [InlineData("mkfifo bad.xml")]
    [InlineData("ln -s /dev/zero bad.xml")]
    [InlineData("ln -s nowhere bad.xml")]
    public async Task An_entry_that_cannot_be_read_does_not_stop_the_other_commands(string create)
    {
        using var folder = await new PolicyFolder().WritePolicy("a.xml", "B2C_1A_A").RunShellAsync(create);

        foreach (var command in new[] { "effective", "graph" })
        {
            var view = await folder.RunAsync(command, "B2C_1A_A", ".");
            view.ExitCode.Should().Be(0);
            view.Errors.Should().StartWith("bad.xml: The file is ");
            (await folder.RunAsync(command, "bad.xml", ".")).Should().Match<CommandResult>(
                result => result.ExitCode == 1 && result.Output.Length == 0 && result.Errors.StartsWith("bad.xml: The file is "));
        }
    }

    [Theory]
    [InlineData("mkfifo appsettings.json", "--environment", "Dev")]
    [InlineData("mkfifo keysets.json")]
    [InlineData("ln -s /dev/zero keys.json", "--keys", "keys.json")]
    [InlineData("ln -s nowhere settings.json", "--environment", "Dev", "--settings", "settings.json")]
    public async Task Settings_and_key_sets_that_are_not_regular_files_are_usage_errors(string create, params string[] arguments)
    {
        using var folder = await new PolicyFolder().WritePolicy("a.xml", "B2C_1A_A").RunShellAsync(create);

        var result = await folder.ValidateAsync(["a.xml", .. arguments]);

        (result.ExitCode, result.Output).Should().Be((2, ""));
        result.Errors.Should().MatchRegex("cannot be read: The file is (empty or is not a regular file|a link to 'nowhere', which)");
    }

    [Fact]
    public async Task Policies_that_inherit_from_a_file_that_is_too_large_report_that_file()
    {
        using var folder = new PolicyFolder()
            .Write("base.xml", TrustFrameworkClient.Policy("B2C_1A_Base", innerXml: $"<!--{new string('x', 1024 * 1024)}-->"))
            .WritePolicy("leaf.xml", "B2C_1A_Leaf", "B2C_1A_Base");

        var result = await folder.ValidateAsync(".");

        result.Output.Should().Contain("base.xml:1:1: error too-large: ").And.Contain("error base-refused: Base policy 'B2C_1A_Base' (base.xml) failed validation.")
            .And.NotContain("base-exists").And.EndWith($"2 policies, 0 accepted, 2 refused, 0 notes{Environment.NewLine}");
    }

    [Theory]
    [InlineData("effective", "")]
    [InlineData("graph", "", ".")]
    public async Task An_empty_argument_is_a_usage_error(string command, params string[] arguments)
    {
        using var folder = new PolicyFolder().WritePolicy("a.xml", "B2C_1A_A").Write("broken.xml", "<");

        var result = await folder.RunAsync([command, .. arguments]);

        (result.ExitCode, result.Output).Should().Be((2, ""));
        result.Errors.Should().StartWith($"Usage: {command} ");
    }

    [Fact]
    public async Task Every_format_reports_an_entry_that_cannot_be_read()
    {
        using var folder = await new PolicyFolder().WritePolicy("a.xml", "B2C_1A_A").RunShellAsync("mkdir 'b c'; mkfifo 'b c/d#1%.xml'");

        var json = JsonNode.Parse((await folder.ValidateAsync(".", "--format", "json")).Output)!;
        var sarif = JsonNode.Parse((await folder.ValidateAsync(".", "--format", "sarif")).Output)!;
        var github = await folder.ValidateAsync(".", "--format", "github");

        json["policies"]![1]!["path"]!.GetValue<string>().Should().Be("b c/d#1%.xml");
        json["policies"]![1]!["accepted"]!.GetValue<bool>().Should().BeFalse();
        var result = sarif["runs"]![0]!["results"]!.AsArray().Should().ContainSingle().Subject!;
        result["ruleId"]!.GetValue<string>().Should().Be("unreadable");
        result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!.GetValue<string>().Should().Be("b%20c/d%231%25.xml");
        github.Output.Should().StartWith("::error file=b c/d#1%25.xml,line=1,col=1,title=unreadable::The file is empty");
    }
}
