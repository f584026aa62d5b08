import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { createQueryClient } from './api/query-client.js';
import { Guarded } from './session/guarded.js';
import { SignInPage } from './session/sign-in-page.js';
import { SignedIn } from './session/session.js';
import { CrashBoundary } from './shell/crash.js';
import { HomePage, MissingPage } from './shell/missing.js';
import { TextProvider } from './texts/text-context.js';
import { Loading } from './ui/states.js';
import type { PageName } from './session/roles.js';

/** Each page is loaded when it is first opened. */
const lazyPages: readonly [PageName, string, ReturnType<typeof lazy>][] = [
  ['offers', 'offers', lazy(() => import('./offers/offers-page.js'))],
  ['orders', 'orders/:orderId?', lazy(() => import('./orders/orders-page.js'))],
  ['timeline', 'timeline', lazy(() => import('./timeline/timeline-page.js'))],
  ['map', 'map/:orderId?', lazy(() => import('./map/map-page.js'))],
  ['plans', 'plans/:planId?', lazy(() => import('./plans/plans-page.js'))],
  ['myDay', 'my-day/:visitId?', lazy(() => import('./my-day/my-day-page.js'))],
  ['visits', 'visits', lazy(() => import('./visits/visits-page.js'))],
  ['risks', 'risks/:orderId?', lazy(() => import('./visits/risks-page.js'))],
  ['exceptions', 'exceptions/:orderId?', lazy(() => import('./orders/exceptions-page.js'))],
  ['offerRules', 'offer-rules', lazy(() => import('./offer-rules/offer-rules-page.js'))],
  ['subStatuses', 'sub-statuses', lazy(() => import('./sub-statuses/sub-statuses-page.js'))],
  ['requests', 'requests/:requestId?', lazy(() => import('./requests/requests-page.js'))],
  ['partsExceptions', 'parts-exceptions', lazy(() => import('./parts-exceptions/parts-exceptions-page.js'))],
  ['parts', 'parts/:partId?/:locationId?', lazy(() => import('./item-locations/parts-page.js'))],
  ['planningRuns', 'planning-runs/:runId?', lazy(() => import('./planning-runs/planning-runs-page.js'))],
  ['policyLab', 'policy-lab/:runId?', lazy(() => import('./policy-lab/policy-lab-page.js'))],
  ['partsTables', 'parts-tables', lazy(() => import('./parts-tables/parts-tables-page.js'))],
  ['proposals', 'proposals', lazy(() => import('./planner/proposals-page.js'))],
  ['stock', 'stock', lazy(() => import('./planner/stock-page.js'))],
  ['overview', 'overview', lazy(() => import('./overview/overview-page.js'))],
  ['users', 'users', lazy(() => import('./admin/users-page.js'))],
  ['keys', 'keys', lazy(() => import('./keys/keys-page.js'))],
  ['deadLetters', 'dead-letters', lazy(() => import('./admin/dead-letters-page.js'))],
];

/** What customers open without signing in. */
const LinkPage = lazy(() => import('./customer/link-page.js'));
const ReportPage = lazy(() => import('./customer/report-page.js'));

export function App() {
  const [client] = useState(createQueryClient);
  return (
    <TextProvider>
      <QueryClientProvider client={client}>
        <CrashBoundary>
          <BrowserRouter>
            <Routes>
              <Route path="/" element={<SignInPage />} />
              {[['/l', LinkPage] as const, ['/q/:code', ReportPage] as const].map(([path, Page]) => (
                <Route
                  key={path}
                  path={path}
                  element={
                    <Suspense fallback={<Loading />}>
                      <Page />
                    </Suspense>
                  }
                />
              ))}
              <Route path="/app/*" element={<SignedIn>{inside}</SignedIn>} />
            </Routes>
          </BrowserRouter>
        </CrashBoundary>
      </QueryClientProvider>
    </TextProvider>
  );
}

const inside = (
  <CrashBoundary>
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route index element={<HomePage />} />
        {lazyPages.map(([name, path, Page]) => (
          <Route
            key={name}
            path={path}
            element={
              <Guarded page={name}>
                <Page />
              </Guarded>
            }
          />
        ))}
        <Route path="*" element={<MissingPage />} />
      </Routes>
    </Suspense>
  </CrashBoundary>
);
