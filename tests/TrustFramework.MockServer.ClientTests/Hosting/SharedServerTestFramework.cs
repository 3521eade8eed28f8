using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("TrustFramework.MockServer.ClientTests.Hosting.ServersEndWithTheTests", "TrustFramework.MockServer.ClientTests")]

namespace TrustFramework.MockServer.ClientTests.Hosting;

/// <summary>
/// Ends the servers that tests share, once all tests have run. A collection's fixture would make the tests wait for each other, xunit 2
/// has none for an assembly, and at the exit of the process it is too late: the test host is not given the time.
/// </summary>
public sealed class SharedServerTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assembly, sources, diagnostics)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> tests, IMessageSink diagnostics, IMessageSink execution, ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, tests, diagnostics, execution, options)
    {
        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await SharedServer.StopAsync();
            await RestrictedServer.StopAsync();
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
