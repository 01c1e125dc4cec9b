package io.atlas.launcher.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Starts the world when the first story needs it, gives each story its own things, and shows the FIX log of one that fails. */
final class StoryTeller implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(StoryTeller.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        boolean own = context.getRequiredTestClass().isAnnotationPresent(OwnWorld.class);
        ExtensionContext life = own ? context.getParent().orElseThrow() : context.getRoot();
        WorldProcess world = life.getStore(NAMESPACE)
                .getOrComputeIfAbsent(WorldProcess.class, any -> WorldProcess.start(), WorldProcess.class);
        stories(context).begin(new Story(world));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
        throw new AssertionError(failure.getMessage() + stories(context).story().transcript(), failure);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try (Story story = stories(context).story()) {
            if (context.getExecutionException().isEmpty()) {
                assertThat(story.world().isAlive()).as("the world lives").isTrue();
                assertThat(story.problems()).isEmpty();
                assertThat(story.balances().unbalancedOrNull()).isNull();
            }
        }
    }

    private static Stories stories(ExtensionContext context) {
        return (Stories) context.getRequiredTestInstance();
    }
}
