//! Typst, step by step: evaluation of a layout, and layout of what comes of it.

use typst::comemo::{Constraint, Track, Tracked};
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::ecow::{EcoString, EcoVec, eco_vec};
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Content, Context, Dict, StyleChain, Styles, Target, TargetElem};
use typst::introspection::{EmptyIntrospector, Introspector, Location, Locator};
use typst::layout::{Axes, Frame, Region, Size};
use typst::model::DocumentInfo;
use typst::syntax::Span;
use typst::utils::{LazyHash, Protected};
use typst::{Library, World};
use typst_layout::Page;

use super::known::Known;
use super::split::Around;

/// Runs Typst on the files of a world.
pub struct Typesetter<'a> {
    world: Tracked<'a, dyn World + 'a>,
    library: &'a LazyHash<Library>,
    target: LazyHash<typst::foundations::Style>,
    traced: Traced,
}

/// Content that is laid out.
pub struct Laid {
    pub pages: Vec<Page>,
    pub info: DocumentInfo,
    /// What is wrong with it if nothing more will be known.
    pub errors: EcoVec<SourceDiagnostic>,
    holds: Box<dyn Fn(&Known) -> bool + Send>,
}

impl Laid {
    /// Whether it would come out the same where this is known.
    pub fn holds(&self, known: &Known) -> bool {
        (self.holds)(known)
    }
}

impl<'a> Typesetter<'a> {
    pub fn new(world: &'a dyn World) -> Self {
        Self {
            world: world.track(),
            library: world.library(),
            target: TargetElem::target.set(Target::Paged).wrap(),
            traced: Traced::default(),
        }
    }

    /// What the main file says.
    pub fn evaluated(&self) -> SourceResult<Content> {
        let source = self.world.source(self.world.main()).map_err(|error| {
            let sentence = EcoString::from(error);
            eco_vec![SourceDiagnostic::error(Span::detached(), sentence)]
        })?;
        let (mut sink, route) = (Sink::new(), Route::default());
        let traced = self.traced.track();
        let module = typst_eval::eval(
            self.world,
            self.library,
            traced,
            sink.track_mut(),
            route.track(),
            &source,
        )?;
        Ok(module.content())
    }

    /// Pages of `content`, as part of a document in which `place` is its own and of which this is `known`.
    pub fn pages(&self, content: &Content, place: Location, known: &Known) -> SourceResult<Laid> {
        let looked_up = Constraint::new();
        let known: &dyn Introspector = known;
        let (mut document, errors) = self.with_engine(known.track_with(&looked_up), |engine, styles| {
            typst_layout::layout_document_for_bundle(engine, content, Locator::synthesize(place), styles)
        })?;
        Ok(Laid {
            pages: document.pages().to_vec(),
            info: std::mem::take(document.info_mut()),
            errors,
            holds: Box::new(move |known| {
                let known: &dyn Introspector = known;
                looked_up.validate(known)
            }),
        })
    }

    /// What `around` makes of these facts for a page of this size. It knows nothing else of the document.
    pub fn frame(&self, around: &Around, facts: Dict, place: Location, size: Size) -> SourceResult<Frame> {
        let nothing: &dyn Introspector = &EmptyIntrospector;
        let (frame, errors) = self.with_engine(nothing.track(), |engine, styles| {
            let content = around
                .make
                .call(engine, Context::none().track(), [facts])?
                .display();
            let wrap = |content: Content, styles: &Styles| content.styled_with_map(styles.clone());
            let content = around.styles.iter().rev().fold(content, wrap);
            let (place, region) = (Locator::synthesize(place), Region::new(size, Axes::splat(true)));
            typst_layout::layout_frame(engine, &content, place, styles, region)
        })?;
        if errors.is_empty() { Ok(frame) } else { Err(errors) }
    }

    /// What `job` makes, and what is wrong with it if nothing more will be known: to look up what no pass has made yet is no error.
    fn with_engine<T>(
        &self,
        known: Tracked<'_, dyn Introspector + '_>,
        job: impl FnOnce(&mut Engine, StyleChain) -> SourceResult<T>,
    ) -> SourceResult<(T, EcoVec<SourceDiagnostic>)> {
        let mut sink = Sink::new();
        let mut engine = Engine {
            library: self.library,
            world: self.world,
            introspector: Protected::new(known),
            traced: self.traced.track(),
            sink: sink.track_mut(),
            route: Route::default(),
        };
        let base = StyleChain::new(&self.library.styles);
        let target = Styles::from(self.target.clone());
        let made = job(&mut engine, base.chain(&target))?;
        Ok((made, sink.delayed()))
    }
}
